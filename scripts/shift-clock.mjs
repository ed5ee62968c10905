// Loaded into the desk of `npm run wechat:sim` before itself: its time goes as far forward as its parent says, so that
// the desk and the simulator of WeChat live at the same time.
let offsetMs = 0;

const RealDate = globalThis.Date;
const now = () => RealDate.now() + offsetMs;

// A proxy and no subclass: dates that the runtime itself makes are still instances.
globalThis.Date = new Proxy(RealDate, {
  construct: (target, parts) =>
    parts.length === 0 ? new RealDate(now()) : Reflect.construct(target, parts),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

process.on('message', (message) => {
  if (typeof message?.offsetMs === 'number') offsetMs = message.offsetMs;
});
// Without a parent there is nobody who would stop it.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
