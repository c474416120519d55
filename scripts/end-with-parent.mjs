// Loaded before a program that was started by scripts/setup.mjs: when the starter is killed, the program stops in order.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid === parent) return;
  process.kill(process.pid, 'SIGTERM');
}, 1000).unref();
