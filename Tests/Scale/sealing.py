"""Seals tokens as the Vault does (Sources/Vault), so that ten thousand accounts can be set up without as many commands."""

import base64
import ctypes
import ctypes.util
import hashlib
import hmac
import os

crypto = ctypes.CDLL(ctypes.util.find_library("crypto") or "libcrypto.so.3")
for function in ("EVP_CIPHER_CTX_new", "EVP_aes_256_gcm"):
    getattr(crypto, function).restype = ctypes.c_void_p
GET_TAG, TAG = 0x10, 16


def user_key(master, user):
    """HKDF-SHA256 (RFC 5869), one block."""
    pseudorandom = hmac.digest(b"secretary user key v1", master, hashlib.sha256)
    return hmac.digest(pseudorandom, user.encode() + b"\x01", hashlib.sha256)


def gcm(key, nonce, context, text):
    """AES-256-GCM; the ciphertext and its tag."""
    state = ctypes.c_void_p(crypto.EVP_CIPHER_CTX_new())
    length, out, tag = ctypes.c_int(), ctypes.create_string_buffer(len(text) + 16), ctypes.create_string_buffer(TAG)
    cipher = ctypes.c_void_p(crypto.EVP_aes_256_gcm())
    done = (
        crypto.EVP_EncryptInit_ex(state, cipher, None, key, nonce)
        and crypto.EVP_EncryptUpdate(state, None, ctypes.byref(length), context, len(context))
        and crypto.EVP_EncryptUpdate(state, out, ctypes.byref(length), text, len(text))
        and crypto.EVP_EncryptFinal_ex(state, ctypes.byref(ctypes.create_string_buffer(16)), ctypes.byref(ctypes.c_int()))
        and crypto.EVP_CIPHER_CTX_ctrl(state, GET_TAG, TAG, tag))
    crypto.EVP_CIPHER_CTX_free(state)
    if not done:
        raise RuntimeError("libcrypto did not seal")
    return out.raw[:len(text)] + tag.raw


def seal(key_id, master, user, column, text):
    """`v1.KEYID.BASE64URL(nonce ‖ ciphertext ‖ tag)`, bound to user and column."""
    context = b"".join(len(field).to_bytes(4, "big") + field for field in (b"v1", user.encode(), column.encode()))
    nonce = os.urandom(12)
    sealed = nonce + gcm(user_key(master, user), nonce, context, text.encode())
    return f"v1.{key_id}.{base64.urlsafe_b64encode(sealed).decode().rstrip('=')}"
