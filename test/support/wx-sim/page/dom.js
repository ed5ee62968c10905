/** An element: `h('p.note', { id: 'x', onclick }, 'words', child)`. What is false, null or undefined is left out. */
export function h(name, properties = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  if (classes.length > 0) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false || value === null) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key in element && !key.startsWith('aria')) element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

const NS = 'http://www.w3.org/2000/svg';

/** A line drawing on a field of 24 by 24. */
export function icon(name) {
  const svg = document.createElementNS(NS, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  for (const d of ICONS[name]) {
    const path = document.createElementNS(NS, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

const ICONS = {
  back: ['M15 5l-7 7 7 7'],
  more: ['M5 12h.01', 'M12 12h.01', 'M19 12h.01'],
  plus: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z', 'M12 8v8', 'M8 12h8'],
  keyboard: ['M4 6h16v12H4z', 'M8 10h.01', 'M12 10h.01', 'M16 10h.01', 'M8 14h8'],
  bars: ['M5 7h14', 'M5 12h14', 'M5 17h14'],
  photo: ['M4 5h16v14H4z', 'M4 16l5-5 4 4 3-3 4 4', 'M15.5 9h.01'],
  car: [
    'M5 15l1.6-5.2A2 2 0 0 1 8.5 8.4h7a2 2 0 0 1 1.9 1.4L19 15v4h-3v-1.5H8V19H5z',
    'M8 15h.01',
    'M16 15h.01',
  ],
  place: [
    'M12 21s6.5-6 6.5-11a6.5 6.5 0 1 0-13 0c0 5 6.5 11 6.5 11z',
    'M12 12.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z',
  ],
  voice: [
    'M12 4a2.6 2.6 0 0 0-2.6 2.6v4.8a2.6 2.6 0 0 0 5.2 0V6.6A2.6 2.6 0 0 0 12 4z',
    'M6.5 11.5a5.5 5.5 0 0 0 11 0',
    'M12 17v3',
  ],
  wave: ['M7 10a3 3 0 0 1 0 4', 'M10.5 7.5a6.5 6.5 0 0 1 0 9', 'M14 5a10 10 0 0 1 0 14'],
  video: ['M4 7h11v10H4z', 'M15 11l5-3v8l-5-3'],
  file: ['M7 3h7l4 4v14H7z', 'M14 3v4h4', 'M10 12h5', 'M10 16h5'],
  play: ['M9 7l8 5-8 5z'],
  shield: ['M12 3l7 3v5.5c0 4.4-3 7.6-7 9.5-4-1.9-7-5.1-7-9.5V6z', 'M8.7 12l2.4 2.4 4.4-4.6'],
  panel: ['M4 7h9', 'M17 7h3', 'M15 5v4', 'M4 17h3', 'M11 17h9', 'M9 15v4'],
};
