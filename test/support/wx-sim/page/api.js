/** Talks to the simulator that serves this page. */
export async function fetchState() {
  const answer = await fetch('/sim/state', { cache: 'no-store' });
  return await answer.json();
}

export const act = (body) => post('/sim/act', body);
export const advance = (advanceMs) => post('/sim/clock', { advanceMs });
export const spoil = (body) => post('/sim/spoil', body);

/** Calls back when anything happened, at most once a frame or so, and after every reconnection. */
export function onChange(changed) {
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, 30);
  };
  const events = new EventSource('/sim/events');
  events.onmessage = soon;
  events.onopen = soon;
}

async function post(path, body) {
  const answer = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.error);
  return json;
}
