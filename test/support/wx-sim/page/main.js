import { act, fetchState, onChange } from './api.js';
import { avatar, makeChat, stampOf, summaryOf } from './chat.js';
import { ACCOUNTS, COPY, PEOPLE } from './copy.js';
import { makeDock } from './dock.js';
import { h, icon } from './dom.js';
import { makeSide } from './side.js';

const CHANNELS = { oa: 'official-account', kf: 'kf' };
const MINUTE_MS = 60_000;
const phone = document.getElementById('phone');
const toastBox = document.getElementById('toast');

let state;
let fetchedAt = 0;
let place = readPlace();
let isSheetOpen = false;

const chat = makeChat({ onTap: ({ id }) => doAct({ act: 'tap', option: id }) });
const dock = makeDock({ doAct });
const side = makeSide(document.getElementById('side'), {
  doAct,
  toast,
  actAs,
  draft: (text) => {
    document.body.classList.remove('has-side');
    dock.draft(text);
  },
});
const title = h('h1');
const meter = h('p.meter', { 'aria-live': 'polite' });
const head = h(
  'header.bar',
  {},
  h(
    'button.round',
    { type: 'button', 'aria-label': COPY.back, onclick: () => go({ ...place, account: '' }) },
    icon('back'),
  ),
  title,
  h(
    'button.round.bold',
    { type: 'button', 'aria-label': COPY.more, onclick: () => setSheet(true) },
    icon('more'),
  ),
);

/** `#kf/Chen`: which chat of which customer; without an account the list of chats. */
function readPlace() {
  const [, account = '', person = ''] = /^#(?:(oa|kf)\/)?(\w*)$/.exec(location.hash) ?? [];
  return { account, person: PEOPLE.some(({ id }) => id === person) ? person : PEOPLE[0].id };
}

function go(next) {
  place = next;
  history.replaceState(
    null,
    '',
    next.account === '' ? `#${next.person}` : `#${next.account}/${next.person}`,
  );
  isSheetOpen = false;
  render();
}

function accountOf(account) {
  return account === 'oa' ? state.officialAccounts[0] : state.kfAccounts[0];
}

/** The customer's id there: another in each account, as in WeChat, with the same union id. */
function customerId(account, person) {
  return account === 'oa' ? `oDemo${person}` : `wmDemo${person}`;
}

function customerOf(account, person) {
  const id = customerId(account, person);
  return accountOf(account)?.customers.find((customer) => customer.id === id);
}

function doAct(doing) {
  return actAs(place.account || 'kf', place.person, doing);
}

function actAs(account, person, doing) {
  const of = accountOf(account);
  const openKfid = account === 'kf' ? of.openKfids[0].openKfid : undefined;
  const nickname = account === 'kf' ? PEOPLE.find(({ id }) => id === person)?.name : undefined;
  const body = {
    channel: CHANNELS[account],
    account: of.account,
    customer: customerId(account, person),
    unionId: `uDemo${person}`,
    openKfid,
    nickname,
    doing,
  };
  return act(body).catch((error) => toast(COPY.failed(error.message)));
}

let toastTimer;
function toast(words) {
  toastBox.textContent = words;
  toastBox.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    toastBox.hidden = true;
  }, 3_500);
}

/** By the simulator's clock, which runs on between two looks. */
const nowMs = () => Date.parse(state.now) + (Date.now() - fetchedAt);

function openChat(account) {
  go({ ...place, account });
  // Opening a customer service is what WeChat tells of; an Official Account is followed first.
  const isNew = (customerOf(account, place.person)?.thread.length ?? 0) === 0;
  if (account === 'kf' && isNew) void doAct({ act: 'enter' });
}

function listNode() {
  return h(
    'div.list',
    {},
    h(
      'header.bar',
      {},
      h('span.bar-space'),
      h('h1', {}, COPY.list),
      h(
        'button.round.side-button',
        { type: 'button', 'aria-label': COPY.simulator, onclick: () => showSide(true) },
        icon('panel'),
      ),
    ),
    h(
      'div.people',
      { role: 'group', 'aria-label': COPY.i },
      ...PEOPLE.map(({ id, name }) =>
        h(
          'button',
          {
            type: 'button',
            'aria-pressed': String(id === place.person),
            onclick: () => go({ ...place, person: id }),
          },
          avatar(id),
          name,
        ),
      ),
    ),
    ...Object.entries(ACCOUNTS)
      .filter(([account]) => accountOf(account) !== undefined)
      .map(([account, { name, kind }]) => {
        const last = customerOf(account, place.person)?.thread.at(-1);
        return h(
          'button.chat-row',
          { type: 'button', onclick: () => openChat(account) },
          avatar('desk'),
          h(
            'span.chat-row-words',
            {},
            h('strong', {}, name, h('em', {}, kind)),
            h('small', {}, summaryOf(last)),
          ),
          last && h('time', {}, stampOf(Date.parse(last.at))),
        );
      }),
  );
}

function meterText(customer) {
  const { left = 0, closesAt } = customer?.allowance ?? {};
  const standing =
    customer?.state === 2 || customer?.servedBy === ''
      ? [COPY.meter.pool]
      : customer?.state === 3 || customer?.servedBy
        ? [COPY.meter.person]
        : [];
  const leftMs = closesAt === undefined ? 0 : Date.parse(closesAt) - nowMs();
  if (leftMs <= 0) return [...standing, COPY.meter.none].join(' · ');
  const minutes = Math.floor(leftMs / MINUTE_MS);
  const two = (number) => String(number).padStart(2, '0');
  const clock =
    minutes > 0
      ? `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
      : `${Math.ceil(leftMs / 1_000)} 秒`;
  const words = left > 0 ? COPY.meter.open(left, clock) : COPY.meter.used(clock);
  return [...standing, words].join(' · ');
}

function emptyNode({ name, kind, about }) {
  return h(
    'div.profile',
    {},
    avatar('desk'),
    h('strong', {}, name),
    h('em', {}, kind),
    h('p', {}, about),
  );
}

function sheetNode(customer) {
  const item = (label, run, isPlain = true) => {
    const onclick = () => {
      setSheet(false);
      run();
    };
    return h(isPlain ? 'button' : 'button.sheet-cancel', { type: 'button', onclick }, label);
  };
  const [, templateId] = state.officialAccounts[0]?.templateIds ?? [];
  const isOa = place.account === 'oa';
  const isFollowing = isOa && customer?.isFollowing === true;
  return h(
    'div.sheet',
    { onclick: (event) => event.target.classList.contains('sheet') && setSheet(false) },
    h(
      'div.sheet-items',
      { role: 'menu' },
      isFollowing &&
        templateId &&
        item(COPY.sheet.consent, () =>
          doAct({ act: 'decideSubscription', templateId, decision: 'accept' }),
        ),
      isFollowing && item(COPY.sheet.unsubscribe, () => doAct({ act: 'unsubscribe' })),
      !isOa && item(COPY.sheet.enter, () => doAct({ act: 'enter' })),
      !isOa && item(COPY.sheet.recall, () => doAct({ act: 'recall' })),
      item(COPY.sheet.simulator, () => showSide(true)),
      item(COPY.sheet.cancel, () => undefined, false),
    ),
  );
}

function setSheet(isOpen) {
  isSheetOpen = isOpen;
  render();
}

function showSide(isOpen) {
  document.body.classList.toggle('has-side', isOpen);
}

function render() {
  if (state === undefined) return;
  const { account, person } = place;
  side.show({ state, place, nowMs: nowMs(), customerId });
  if (account === '' || accountOf(account) === undefined) {
    phone.replaceChildren(listNode());
    return;
  }
  const customer = customerOf(account, person);
  const entries = customer?.thread ?? [];
  title.textContent = customer?.isTyping ? COPY.typing : ACCOUNTS[account].name;
  meter.textContent = meterText(customer);
  const isFollowing = account === 'kf' || (customer?.isFollowing === true && entries.length > 0);
  const menu = account === 'oa' ? accountOf('oa').menu : undefined;
  dock.show({ key: `${account}/${person}`, menu: menu ?? undefined, isFollowing });
  const body = entries.length > 0 ? chat.box : emptyNode(ACCOUNTS[account]);
  const parts = [head, ...(entries.length > 0 ? [meter] : []), body, dock.box];
  if (isSheetOpen) parts.push(sheetNode(customer));
  // Put in anew only when they are others: the composer keeps the keyboard.
  const isSame =
    parts.length === phone.children.length &&
    parts.every((part, at) => part === phone.children[at]);
  if (!isSame) phone.replaceChildren(...parts);
  chat.show({ key: `${account}/${person}`, entries, personId: person, account });
}

async function refresh() {
  try {
    state = await fetchState();
    fetchedAt = Date.now();
    render();
  } catch (error) {
    toast(COPY.failed(error.message));
  }
}

window.addEventListener('hashchange', () => go(readPlace()));
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  showSide(false);
  if (isSheetOpen) setSheet(false);
});
setInterval(render, 10_000);
onChange(refresh);
await refresh();
