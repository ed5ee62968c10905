import { advance, spoil } from './api.js';
import { servicerName, summaryOf } from './chat.js';
import { COPY, DEMO_CUSTOMERS } from './copy.js';
import { h, icon } from './dom.js';
import { chatsOf, peopleOf } from './standing.js';

const words = COPY.side;
const CHANNELS = { oa: 'official-account', kf: 'kf' };
const CALLBACKS_SHOWN = 8;
const LINES_SHOWN = 4;

/** The panel beside the phone: time, people who answer in WeChat, faults, entries, callbacks. */
export function makeSide(box, { actAs, toast, draft }) {
  let shown = '';
  const clock = h('strong.clock');

  const doing = (work, done) => () =>
    work().then(
      () => done && toast(done),
      (error) => toast(COPY.failed(error.message)),
    );

  function timeCard({ state }) {
    return card(
      words.time,
      clock,
      state.isClockMovable
        ? h(
            'div.buttons',
            {},
            ...words.steps.map(([label, ms]) =>
              button(
                label,
                doing(() => advance(ms)),
              ),
            ),
          )
        : h('p.hint', {}, words.fixed),
    );
  }

  function peopleCard({ state, place, customerId }) {
    const account = place.account || 'kf';
    const people = peopleOf(state, account);
    const chats = chatsOf(state, account, customerId);
    const waiting = chats.filter((one) => one.standing === 'waits');
    const set = (id, isServing) => () =>
      spoil({
        ...{ spoil: 'servicer', channel: CHANNELS[account], account: people.account },
        ...{ servicer: id, isServing },
      });
    const act = (one, what) => () => actAs(account, one.person.id, what);
    return card(
      words.desk[account],
      h('p.hint', {}, words.deskHint),
      h(
        'div.servicers',
        {},
        ...people.list.map(({ id, isServing }) =>
          h(
            'button',
            {
              type: 'button',
              'aria-pressed': String(isServing),
              onclick: doing(set(id, !isServing)),
            },
            h('b', {}, servicerName(id)),
            isServing ? words.serving : words.stopped,
          ),
        ),
      ),
      h('h3', {}, `${words.pool} ${waiting.length || ''}`),
      waiting.length === 0 && h('p.hint', {}, words.poolNone),
      ...chats
        .filter((one) => one.standing !== 'none')
        .map((one) =>
          one.standing === 'served'
            ? served(one, { people: people.list, act })
            : h(
                'div.waiting',
                {},
                h(
                  'span',
                  {},
                  one.person.name,
                  one.standing === 'bot' && h('small', {}, words.withBot),
                ),
                ...people.list
                  .filter(({ isServing }) => isServing)
                  .map(({ id }) =>
                    button(
                      (one.standing === 'bot' ? words.snatch : words.take)(servicerName(id)),
                      doing(act(one, { act: 'servicerTake', servicer: id })),
                    ),
                  ),
              ),
        ),
    );
  }

  function served(one, { people, act }) {
    const servicer = one.servicer;
    const key = `reply ${one.person.id}`;
    const input = h('input', {
      type: 'text',
      'data-key': key,
      'aria-label': words.reply(one.person.name),
    });
    input.placeholder = words.reply(one.person.name);
    const say = (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (text === '') return;
      input.value = '';
      void act(one, { act: 'servicerSay', servicer, text })();
    };
    return h(
      'div.served',
      {},
      h('strong', {}, words.with(one.person.name, servicerName(servicer))),
      ...one.thread
        .slice(-LINES_SHOWN)
        .map((entry) =>
          h(entry.from === 'customer' ? 'p.line.line-customer' : 'p.line', {}, summaryOf(entry)),
        ),
      h('form', { onsubmit: say }, input, h('button', { type: 'submit' }, COPY.send)),
      h(
        'div.buttons',
        {},
        button(words.end, doing(act(one, { act: 'servicerEnd', servicer }))),
        ...people
          .filter(({ id, isServing }) => id !== servicer && isServing)
          .map(({ id }) =>
            button(
              words.passTo(servicerName(id)),
              doing(act(one, { act: 'servicerTransfer', servicer, to: id })),
            ),
          ),
      ),
    );
  }

  function faultCard({ state, place }) {
    const account = place.account || 'kf';
    const channel = CHANNELS[account];
    const refuse = (label, errcode) =>
      button(
        label,
        doing(() => spoil({ spoil: 'refuse_send', channel, errcode }), words.armed),
      );
    const [closed, used] = account === 'kf' ? [95_002, 95_001] : [45_015, 45_047];
    const { account: name } = state.kfAccounts[0] ?? {};
    return card(
      words.faults,
      h('p.hint', {}, words.faultHint),
      h(
        'div.buttons',
        {},
        refuse(words.refuse, -1),
        refuse(words.window, closed),
        refuse(words.quota, used),
        button(
          words.cut,
          doing(() => spoil({ spoil: 'cut_send', channel }), words.armed),
        ),
        account === 'kf' &&
          button(
            words.lose,
            doing(() => spoil({ spoil: 'lose_send', account: name }), words.armed),
          ),
        button(
          words.tokens,
          doing(() => spoil({ spoil: 'expire_tokens' }), words.armed),
        ),
      ),
    );
  }

  function sceneCard({ place }) {
    const account = place.account || 'kf';
    const input = h('input', { type: 'text', 'data-key': 'scene', 'aria-label': words.sceneHint });
    input.placeholder = words.sceneHint;
    const go = (event) => {
      event.preventDefault();
      const scene = input.value.trim();
      if (scene === '') return;
      const what = account === 'kf' ? { act: 'enter', sceneParam: scene } : { act: 'scan', scene };
      void actAs(account, place.person, what);
    };
    const label = account === 'kf' ? words.enter : words.scan;
    return card(
      words.scene,
      h('form', { onsubmit: go }, input, h('button', { type: 'submit' }, label)),
    );
  }

  function customersCard() {
    return card(
      words.customers,
      h('p.hint', {}, words.customersHint),
      h(
        'div.facts',
        {},
        ...DEMO_CUSTOMERS.map((one) =>
          h(
            'button',
            { type: 'button', onclick: () => draft(one.words) },
            h('b', {}, one.title),
            one.words,
          ),
        ),
      ),
    );
  }

  function callbacksCard({ state }) {
    const last = state.callbacks.slice(-CALLBACKS_SHOWN).reverse();
    return card(
      words.callbacks,
      last.length === 0 && h('p.hint', {}, words.callbacksNone),
      h(
        'ul.callbacks',
        {},
        ...last.map((one) =>
          h(
            'li',
            {},
            h('code', {}, one.about),
            one.attempt > 1 && h('small', {}, words.attempt(one.attempt)),
            h(one.outcome === 'ok' ? 'em' : 'em.is-bad', {}, words.outcomes[one.outcome]),
            h('small', {}, `${Math.round(one.tookMs)} ms`),
          ),
        ),
      ),
    );
  }

  function render(view) {
    // What was typed stays, and so does the cursor.
    const typed = [...box.querySelectorAll('[data-key]')].map((input) => ({
      key: input.dataset.key,
      value: input.value,
      isFocused: input === document.activeElement,
    }));
    const scroll = box.scrollTop;
    box.replaceChildren(
      h(
        'header.side-head',
        {},
        h('h2', {}, COPY.simulator),
        h(
          'button.round',
          {
            type: 'button',
            'aria-label': COPY.close,
            onclick: () => document.body.classList.remove('has-side'),
          },
          icon('back'),
        ),
      ),
      h('p.hint.side-about', {}, words.about),
      timeCard(view),
      peopleCard(view),
      customersCard(),
      faultCard(view),
      sceneCard(view),
      callbacksCard(view),
    );
    for (const { key, value, isFocused } of typed) {
      const input = [...box.querySelectorAll('[data-key]')].find((one) => one.dataset.key === key);
      if (input === undefined) continue;
      input.value = value;
      if (isFocused) input.focus();
    }
    box.scrollTop = scroll;
  }

  return {
    show: (view) => {
      clock.textContent = new Date(view.nowMs).toLocaleString('zh-CN', {
        dateStyle: 'medium',
        timeStyle: 'short',
      });
      const next = JSON.stringify([view.place, { ...view.state, now: 0 }]);
      if (next === shown) return;
      shown = next;
      render(view);
    },
  };
}

const card = (title, ...children) => h('section.side-card', {}, h('h2', {}, title), ...children);
const button = (label, onclick) => h('button', { type: 'button', onclick }, label);
