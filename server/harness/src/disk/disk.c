/* A disk that forgets what was not synced. Preloaded into the server, it writes down every change of the files below one folder, so
 * that a test can make what a power cut would have left; see ../disk.rs, which reads the record.
 *
 * Nothing is really synced: whether a write lasts is told by the record, and the test's process outlives the server's.
 *
 * HARNESS_DISK_FOLDER   the folder, without a slash at the end
 * HARNESS_DISK_RECORD   the record's file
 * HARNESS_DISK_CONTROL  a folder; a file in it turns something on: `full` (nothing may grow), `broken` (a sync fails), `deaf` (a sync is
 *                   acknowledged and not done)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { OPEN = 1, WRITE, CUT, SYNC, FAIL, RENAME, LINK, UNLINK, MKDIR };

struct head {
  uint32_t kind, handle;
  uint64_t time, offset, length;
};

#define FILES 65536
static uint32_t handles[FILES]; /* of a file descriptor; 0 when it is none of ours */
static uint8_t shared[FILES];   /* memory that processes share (-shm): not data, but it takes room */
static uint32_t last_handle;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *folder, *control;
static size_t folder_length;
static int record = -1;

static void give_up(const char *what) {
  fprintf(stderr, "the harness's disk: %s: %s\n", what, strerror(errno));
  abort();
}

static void begin(void) {
  folder = getenv("HARNESS_DISK_FOLDER");
  control = getenv("HARNESS_DISK_CONTROL");
  const char *path = getenv("HARNESS_DISK_RECORD");
  if (!folder || !control || !path) give_up("settings are missing");
  folder_length = strlen(folder);
  record = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (record < 0) give_up("the record");
}

/* The function behind ours. */
#define REAL(name)                                 \
  static __typeof__(name) *real;                   \
  if (!real) real = dlsym(RTLD_NEXT, #name);       \
  if (!real) give_up(#name)

static int is_on(const char *what) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", control, what);
  return syscall(SYS_faccessat, AT_FDCWD, path, F_OK) == 0;
}

static int is_inside(const char *path) {
  if (record < 0) begin();
  return strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || path[folder_length] == 0);
}

static uint32_t handle_of(int fd) { return fd >= 0 && fd < FILES ? handles[fd] : 0; }

static void all(struct iovec *parts, int count) {
  while (count > 0) {
    ssize_t written = syscall(SYS_writev, record, parts, count);
    if (written < 0) give_up("writing the record");
    while (count > 0 && (size_t)written >= parts->iov_len) written -= parts->iov_len, parts++, count--;
    if (count > 0) parts->iov_base = (char *)parts->iov_base + written, parts->iov_len -= written;
  }
}

static void note(uint32_t kind, uint32_t handle, uint64_t offset, const void *data, size_t length, const void *more, size_t more_length) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  struct head head = {kind, handle, now.tv_sec * 1000000000ull + now.tv_nsec, offset, length + more_length};
  struct iovec parts[] = {{&head, sizeof head}, {(void *)data, length}, {(void *)more, more_length}};
  all(parts, 3);
}

static void note_path(uint32_t kind, const char *path) { note(kind, 0, 0, path, strlen(path), 0, 0); }

static void note_two(uint32_t kind, const char *from, const char *to) {
  note(kind, 0, 0, from, strlen(from) + 1, to, strlen(to));
}

/* A file or folder of ours was opened. */
static void opened(int fd, const char *path, int flags) {
  if (fd >= FILES) give_up("too many files");
  size_t length = strlen(path);
  if (length > 4 && strcmp(path + length - 4, "-shm") == 0) {
    shared[fd] = 1;
    return;
  }
  struct stat about;
  if (fstat(fd, &about)) give_up("fstat");
  handles[fd] = ++last_handle;
  note(OPEN, last_handle, S_ISDIR(about.st_mode), path, length, 0, 0);
  if (flags & O_TRUNC && S_ISREG(about.st_mode)) note(CUT, last_handle, 0, 0, 0, 0, 0);
}

#define OPENER(name, parameters, call, path)                \
  int name parameters {                                     \
    REAL(name);                                             \
    mode_t mode = 0;                                        \
    if (flags & (O_CREAT | O_TMPFILE)) {                    \
      va_list more;                                         \
      va_start(more, flags);                                \
      mode = va_arg(more, mode_t);                          \
      va_end(more);                                         \
    }                                                       \
    if (!is_inside(path)) return call;                      \
    pthread_mutex_lock(&lock);                              \
    int fd = call, error = errno;                           \
    if (fd >= 0) opened(fd, path, flags);                   \
    pthread_mutex_unlock(&lock);                            \
    errno = error;                                          \
    return fd;                                              \
  }

OPENER(open, (const char *path, int flags, ...), real(path, flags, mode), path)
OPENER(open64, (const char *path, int flags, ...), real(path, flags, mode), path)
OPENER(openat, (int at, const char *path, int flags, ...), real(at, path, flags, mode), path)
OPENER(openat64, (int at, const char *path, int flags, ...), real(at, path, flags, mode), path)

int close(int fd) {
  REAL(close);
  pthread_mutex_lock(&lock);
  if (fd >= 0 && fd < FILES) handles[fd] = shared[fd] = 0;
  int done = real(fd);
  pthread_mutex_unlock(&lock);
  return done;
}

/* A second descriptor of the same file. */
static int doubled(int from, int to) {
  if (to >= 0 && to < FILES && from >= 0 && from < FILES) handles[to] = handles[from], shared[to] = shared[from];
  return to;
}

int dup(int fd) {
  REAL(dup);
  return doubled(fd, real(fd));
}

int dup2(int fd, int to) {
  REAL(dup2);
  return doubled(fd, real(fd, to));
}

int dup3(int fd, int to, int flags) {
  REAL(dup3);
  return doubled(fd, real(fd, to, flags));
}

#define CONTROLLER(name)                                                  \
  int name(int fd, int command, ...) {                                    \
    REAL(name);                                                           \
    va_list more;                                                         \
    va_start(more, command);                                              \
    void *argument = va_arg(more, void *);                                \
    va_end(more);                                                         \
    int done = real(fd, command, argument);                               \
    return command == F_DUPFD || command == F_DUPFD_CLOEXEC ? doubled(fd, done) : done; \
  }

CONTROLLER(fcntl)
CONTROLLER(fcntl64)

/* Whether a full disk has no room for a write that ends there. */
static int has_no_room(int fd, off_t end) {
  struct stat about;
  if (!is_on("full") || fstat(fd, &about) || end <= about.st_size) return 0;
  errno = ENOSPC;
  return 1;
}

static int is_ours(int fd) { return handle_of(fd) || (fd >= 0 && fd < FILES && shared[fd]); }

/* Writes at a place and notes what was written. */
static ssize_t written(int fd, ssize_t length, const void *data, off_t offset) {
  int error = errno;
  if (length > 0 && handle_of(fd)) note(WRITE, handles[fd], offset, data, length, 0, 0);
  pthread_mutex_unlock(&lock);
  errno = error;
  return length;
}

ssize_t write(int fd, const void *data, size_t length) {
  REAL(write);
  if (!is_ours(fd)) return real(fd, data, length);
  pthread_mutex_lock(&lock);
  int appends = fcntl(fd, F_GETFL) & O_APPEND;
  off_t offset = lseek(fd, 0, appends ? SEEK_END : SEEK_CUR);
  ssize_t done = has_no_room(fd, offset + length) ? -1 : real(fd, data, length);
  return written(fd, done, data, offset);
}

#define WRITER_AT(name, type)                                                   \
  ssize_t name(int fd, const void *data, size_t length, type offset) {          \
    REAL(name);                                                                 \
    if (!is_ours(fd)) return real(fd, data, length, offset);                    \
    pthread_mutex_lock(&lock);                                                  \
    ssize_t done = has_no_room(fd, offset + length) ? -1 : real(fd, data, length, offset); \
    return written(fd, done, data, offset);                                     \
  }

WRITER_AT(pwrite, off_t)
WRITER_AT(pwrite64, off64_t)

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(writev);
  if (!is_ours(fd)) return real(fd, parts, count);
  pthread_mutex_lock(&lock);
  int appends = fcntl(fd, F_GETFL) & O_APPEND;
  off_t offset = lseek(fd, 0, appends ? SEEK_END : SEEK_CUR);
  size_t length = 0;
  for (int part = 0; part < count; part++) length += parts[part].iov_len;
  ssize_t done = has_no_room(fd, offset + length) ? -1 : real(fd, parts, count);
  int error = errno;
  size_t left = done > 0 ? done : 0;
  for (int part = 0; left > 0 && handle_of(fd); part++) {
    size_t piece = parts[part].iov_len < left ? parts[part].iov_len : left;
    note(WRITE, handles[fd], offset, parts[part].iov_base, piece, 0, 0);
    offset += piece;
    left -= piece;
  }
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

/* Ways to write that nobody uses for our files so far: were one used, the record would not be true. */
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  REAL(pwritev);
  if (handle_of(fd)) give_up("pwritev is not recorded");
  return real(fd, parts, count, offset);
}

ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *there, size_t length, unsigned flags) {
  REAL(copy_file_range);
  if (handle_of(to)) give_up("copy_file_range is not recorded");
  return real(from, at, to, there, length, flags);
}

static int cut(int fd, off_t length, int done) {
  int error = errno;
  if (done == 0 && handle_of(fd)) note(CUT, handles[fd], length, 0, 0, 0, 0);
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

#define CUTTER(name, type)                                             \
  int name(int fd, type length) {                                      \
    REAL(name);                                                        \
    if (!is_ours(fd)) return real(fd, length);                         \
    pthread_mutex_lock(&lock);                                         \
    return cut(fd, length, has_no_room(fd, length) ? -1 : real(fd, length)); \
  }

CUTTER(ftruncate, off_t)
CUTTER(ftruncate64, off64_t)

static int sync_of(int fd) {
  pthread_mutex_lock(&lock);
  int broken = is_on("broken");
  if (broken) note(FAIL, handles[fd], 0, 0, 0, 0, 0);
  else if (!is_on("deaf")) note(SYNC, handles[fd], 0, 0, 0, 0, 0);
  pthread_mutex_unlock(&lock);
  if (broken) errno = EIO;
  return broken ? -1 : 0;
}

int fsync(int fd) {
  REAL(fsync);
  return handle_of(fd) ? sync_of(fd) : real(fd);
}

int fdatasync(int fd) {
  REAL(fdatasync);
  return handle_of(fd) ? sync_of(fd) : real(fd);
}

#define OF_TWO(name, kind)                                          \
  int name(const char *from, const char *to) {                      \
    REAL(name);                                                     \
    if (!is_inside(from) && !is_inside(to)) return real(from, to);  \
    pthread_mutex_lock(&lock);                                      \
    int done = real(from, to), error = errno;                       \
    if (done == 0) note_two(kind, from, to);                        \
    pthread_mutex_unlock(&lock);                                    \
    errno = error;                                                  \
    return done;                                                    \
  }

OF_TWO(rename, RENAME)
OF_TWO(link, LINK)

int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
  REAL(linkat);
  pthread_mutex_lock(&lock);
  int done = real(from_at, from, to_at, to, flags), error = errno;
  if (done == 0 && is_inside(to)) note_two(LINK, from, to);
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

int unlink(const char *path) {
  REAL(unlink);
  if (!is_inside(path)) return real(path);
  pthread_mutex_lock(&lock);
  int done = real(path), error = errno;
  if (done == 0) note_path(UNLINK, path);
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  if (!is_inside(path)) return real(path, mode);
  if (is_on("full")) {
    errno = ENOSPC;
    return -1;
  }
  pthread_mutex_lock(&lock);
  int done = real(path, mode), error = errno;
  if (done == 0) note_path(MKDIR, path);
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}
