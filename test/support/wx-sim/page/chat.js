import { ACCOUNTS, COPY, PEOPLE, SERVICERS } from './copy.js';
import { h, icon } from './dom.js';

/** Closer together than this, messages share a time stamp, as in WeChat. */
const STAMP_AFTER_MS = 5 * 60_000;
/** Closer than this to the last message counts as being there. */
const NEAR_END_PIXELS = 60;
const LINK = /(https?:\/\/[^\s，。；）]+)/;

export const servicerName = (id) => SERVICERS[id] ?? id ?? '';

export function avatar(of) {
  if (of === 'desk') return h('span.avatar.avatar-desk', {}, icon('shield'));
  const person = PEOPLE.find(({ id }) => id === of);
  if (person !== undefined) {
    const letter = person.name.slice(0, 1);
    return h('span.avatar', { style: `background:${person.colour}` }, letter);
  }
  return h('span.avatar.avatar-servicer', {}, servicerName(of).slice(0, 1));
}

/** The messages of one chat, kept as elements: what is there already is not drawn again. */
export function makeChat({ onTap }) {
  const box = h('div.chat', { role: 'log', 'aria-label': COPY.list, tabIndex: 0 });
  let drawn = new Map();
  let of = '';

  function show({ key, entries, personId, account }) {
    if (of !== key) drawn = new Map();
    const isOther = of !== key;
    of = key;
    const lastMenu = entries.findLast((entry) => entry.kind === 'menu')?.id;
    const next = new Map();
    const nodes = [];
    let before = 0;
    for (const entry of entries) {
      const at = Date.parse(entry.at);
      if (at - before > STAMP_AFTER_MS) nodes.push(h('p.chat-stamp', {}, stampOf(at)));
      before = at;
      const isLast = entry.id === lastMenu;
      const mark = `${entry.from} ${entry.id} ${entry.isRecalled ?? false} ${isLast}`;
      const node = drawn.get(mark) ?? draw(entry, { personId, account, isLast, onTap });
      next.set(mark, node);
      nodes.push(node);
    }
    drawn = next;
    box.replaceChildren(...nodes);
    if (isOther) isAtEnd = true;
    keepEnd();
  }

  let isAtEnd = true;
  box.addEventListener('scroll', () => {
    isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PIXELS;
  });
  const keepEnd = () => {
    if (isAtEnd) box.scrollTop = box.scrollHeight;
  };
  // Photos load later, and the panel of things to send opens: both push the end out of sight.
  box.addEventListener('load', keepEnd, true);
  new ResizeObserver(keepEnd).observe(box);
  return { box, show };
}

export function stampOf(at) {
  const time = new Date(at);
  const clock = `${time.getHours()}:${String(time.getMinutes()).padStart(2, '0')}`;
  if (time.toDateString() === new Date().toDateString()) return clock;
  return `${time.getMonth() + 1}月${time.getDate()}日 ${clock}`;
}

/** A line about the message for the list of chats. */
export function summaryOf(entry) {
  if (entry === undefined) return COPY.noMessages;
  if (entry.kind === 'event') return eventText(entry);
  const kinds = {
    image: '[图片]',
    voice: '[语音]',
    video: '[视频]',
    file: `[文件] ${entry.text}`,
    location: `[位置] ${entry.text}`,
  };
  return kinds[entry.kind] ?? entry.text.replaceAll('\n', ' ');
}

function eventText(entry) {
  const words = COPY.events[entry.text] ?? entry.text;
  return typeof words === 'function' ? words(servicerName(entry.servicerId)) : words;
}

function draw(entry, { personId, account, isLast, onTap }) {
  const isMine = entry.from === 'customer';
  if (entry.isRecalled) {
    return h('p.chat-event', {}, COPY.recalled[isMine ? 'customer' : 'desk']);
  }
  if (entry.kind === 'event') return h('p.chat-event', {}, eventText(entry));
  if (entry.from === 'wechat') return h('p.chat-event', {}, entry.text);
  if (entry.kind === 'template' || entry.kind === 'subscription') return notice(entry, account);
  const who = isMine ? personId : entry.from === 'servicer' ? entry.servicerId : 'desk';
  return h(
    isMine ? 'article.row.row-mine' : 'article.row',
    { 'aria-label': isMine ? COPY.i : ACCOUNTS[account].name },
    avatar(who),
    h(
      'div.row-body',
      {},
      entry.from === 'servicer' && h('small.row-name', {}, servicerName(entry.servicerId)),
      content(entry, { isMine, isLast, onTap }),
    ),
  );
}

function content(entry, { isMine, isLast, onTap }) {
  const media = entry.mediaId && `/sim/media/${encodeURIComponent(entry.mediaId)}`;
  const alt = COPY.photoAlt[isMine ? 'customer' : 'desk'];
  switch (entry.kind) {
    case 'image':
      return h('a.photo', { href: media, target: '_blank' }, h('img', { src: media, alt }));
    case 'voice':
      return h(
        'div.bubble.voice',
        { 'aria-label': COPY.voiceAlt },
        icon('wave'),
        h('span', {}, '2″'),
      );
    case 'video':
      return h(
        'a.video',
        { href: media, target: '_blank', 'aria-label': COPY.video },
        icon('play'),
      );
    case 'file':
      return h(
        'div.card.file',
        {},
        h('span', {}, entry.text || COPY.file),
        h('i.file-icon', {}, icon('file')),
      );
    case 'location':
      return location(entry);
    case 'link':
      return link(entry);
    case 'menu':
      return menu(entry, { isLast, onTap });
    default:
      return h('div.bubble', {}, ...textNodes(entry.text));
  }
}

function location({ text, place }) {
  return h(
    'div.card.place',
    {},
    h('strong', {}, place?.name || text),
    place?.address && h('small', {}, place.address),
    h('div.place-map', {}, icon('place')),
  );
}

function link({ text }) {
  const [title, url] = text.split('\n');
  return h(
    'a.card.link',
    { href: url, target: '_blank', rel: 'noreferrer' },
    h('strong', {}, title),
    h('small', {}, url),
  );
}

/** msgmenu: its head, a line for each option, its tail. Those of older menus can be read and not tapped. */
function menu(entry, { isLast, onTap }) {
  return h(
    'div.bubble.menu',
    {},
    entry.head && h('p', {}, ...textNodes(entry.head)),
    h(
      'div.menu-options',
      {},
      ...entry.options.map((option) => {
        if (option.url) {
          return h(
            'a.menu-option',
            { href: option.url, target: '_blank', rel: 'noreferrer' },
            option.label,
          );
        }
        if (option.id === '') return h('p.menu-line', {}, ...textNodes(option.label));
        const tap = () => onTap(option);
        return h(
          'button.menu-option',
          { type: 'button', disabled: !isLast, onclick: tap },
          option.label,
        );
      }),
    ),
    entry.tail && h('p.menu-tail', {}, ...textNodes(entry.tail)),
  );
}

function notice(entry, account) {
  const [title, ...rest] = entry.text.split('\n');
  return h(
    'article.notice',
    {},
    h(
      'header',
      {},
      avatar('desk'),
      h('span', {}, `${ACCOUNTS[account].name} · ${COPY[entry.kind]}`),
    ),
    h('strong', {}, title),
    ...rest.map((line) => h('p', {}, line)),
    h('footer', {}, COPY.openDetail),
  );
}

function textNodes(text) {
  return text
    .split(LINK)
    .map((part, at) =>
      at % 2 === 1 ? h('a', { href: part, target: '_blank', rel: 'noreferrer' }, part) : part,
    );
}
