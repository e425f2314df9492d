// What the page knows of the world: the Supabase project that signs people in, its publishable key, and Secretary.
// `settings.html?supabase=…&key=…&secretary=…`; a page of your own would have them written in.
const place = new URLSearchParams(location.search)
const supabase = place.get('supabase'), key = place.get('key'), secretary = place.get('secretary')

const element = (id) => document.getElementById(id)
const say = (text) => { element('said').textContent = text }

// Kept for this tab, so that it is still there when Google sends the person back.
const session = {
  get token() { return sessionStorage.getItem('access_token') },
  set token(token) { sessionStorage.setItem('access_token', token) },
}

/** Asks Secretary. What it refuses is an Error with the words of its problem document, and the document itself. */
async function ask(method, path, body) {
  const headers = { Authorization: `Bearer ${session.token}` }
  if (body) headers['Content-Type'] = 'application/json'
  const answer = await fetch(`${secretary}/api/v1/${path}`, { method, headers, body: body && JSON.stringify(body) })
  const text = await answer.text()
  const document = text ? JSON.parse(text) : null
  if (answer.ok) return document
  const words = [document.title, document.detail, ...(document.errors ?? []).map((error) => `${error.field}: ${error.detail}`)]
  throw Object.assign(new Error(words.join('. ')), { status: answer.status, problem: document })
}

/** Runs what a button or a form asks for, and says what came of it. */
function does(target, event, act, done) {
  target.addEventListener(event, async (given) => {
    given.preventDefault()
    try {
      await act()
      if (done) say(done)
    } catch (error) {
      say(error.message)
      if (error.status === 401) signedOut()
    }
  })
}

function signedOut() {
  sessionStorage.clear()
  element('settings').hidden = true
  element('sign-in').hidden = false
}

async function signIn() {
  const form = element('sign-in')
  const answer = await fetch(`${supabase}/auth/v1/token?grant_type=password`, {
    method: 'POST', headers: { apikey: key, 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: form.elements.email.value, password: form.elements.password.value }),
  })
  const document = await answer.json()
  if (!answer.ok) throw new Error(document.msg ?? document.message)
  session.token = document.access_token
  await show()
}

// The settings as they were read: a change names their version.
let settings

async function show() {
  const [connection, read, drafts] = await Promise.all([ask('GET', 'connection'), ask('GET', 'settings'), ask('GET', 'drafts')])
  settings = read
  element('sign-in').hidden = true
  element('settings').hidden = false
  element('connection').textContent = connection.is_connected
    ? `Connected as ${connection.email_address}.` : connection.disconnected_reason ?? 'Not connected.'
  element('connect').hidden = connection.is_connected
  element('disconnect').hidden = !connection.is_connected
  const fields = element('agent').elements
  fields.email_secretary.checked = settings.active_agents.includes('email_secretary')
  // The switch needs a mailbox, as Secretary itself says.
  fields.email_secretary.disabled = !connection.is_connected
  fields.email_draft_mode.value = settings.email_draft_mode
  fields.business_hours_only.checked = settings.business_hours_only
  fields.signature.value = settings.signature
  element('drafts').replaceChildren(...drafts.items.map(item))
}

/** A draft that waits. Everything in it is text, never markup, and stands apart from what is around it (`bdi`). */
function item(draft) {
  const line = document.createElement('li')
  const isApproved = draft.status !== 'proposed'
  line.append(apart(draft.subject), ' to ', apart(draft.recipients.to.map((person) => person.shown).join(', ')))
  const text = document.createElement('pre')
  text.textContent = draft.body
  text.style.whiteSpace = 'pre-wrap'
  line.append(text, button(isApproved ? 'Take back' : 'Approve and send', () => (isApproved
    ? ask('POST', `drafts/${draft.id}/take-back`)
    : ask('POST', `drafts/${draft.id}/approve`, { version: draft.version, newest_message_id: draft.newest_message_id }))))
  if (!isApproved) line.append(button('Dismiss', () => ask('POST', `drafts/${draft.id}/dismiss`)))
  return line
}

function apart(text) {
  const element = document.createElement('bdi')
  element.textContent = text
  return element
}

function button(label, act) {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = label
  does(made, 'click', async () => { await act(); await show() })
  return made
}

async function save() {
  const fields = element('agent').elements
  const others = settings.active_agents.filter((agent) => agent !== 'email_secretary')
  settings = await ask('PATCH', 'settings', {
    version: settings.version,
    active_agents: fields.email_secretary.checked ? [...others, 'email_secretary'] : others,
    email_draft_mode: fields.email_draft_mode.value,
    business_hours_only: fields.business_hours_only.checked,
    signature: fields.signature.value,
  })
}

does(element('sign-in'), 'submit', signIn, 'Signed in.')
does(element('agent'), 'submit', save, 'Saved.')
does(element('connect'), 'click', async () => { location.href = (await ask('POST', 'connection', { return_to: location.href })).url })
does(element('disconnect'), 'click', async () => { await ask('DELETE', 'connection'); await show() }, 'Disconnected.')
if (session.token) show().catch((error) => { say(error.message); signedOut() })
