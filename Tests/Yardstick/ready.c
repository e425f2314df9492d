/* The smallest program a supervisor can look after: says it is ready and that it completed a cycle, in the language of
   sd_notify, then sleeps until it is killed or its standard input ends. It also tells whoever measures that it runs, on the
   socket named by TELL. Compiled by ./run. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void say(const char *path, const char *message) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (!path || strlen(path) >= sizeof address.sun_path) return;
  strcpy(address.sun_path, path);
  int sender = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sendto(sender, message, strlen(message), MSG_NOSIGNAL, (struct sockaddr *)&address, sizeof address);
  close(sender);
}

int main(void) {
  char pid[16];
  snprintf(pid, sizeof pid, "%d", (int)getpid());
#ifdef TELL
  say(TELL, pid);
#endif
  say(getenv("NOTIFY_SOCKET"), "READY=1\nX_SECRETARY_CYCLE=1");
  if (!getenv("SECRETARY_TICKET"))
    for (;;) pause(); /* standard input is a lifeline only under our supervisor */
  char buffer[512];
  while (read(0, buffer, sizeof buffer) > 0) {}
  return 0;
}
