import { COPY, PLACES } from './copy.js';
import { h, icon } from './dom.js';
import { base64Of, photoOf, sampleFile, samplePhoto, sampleVideo, sampleVoice } from './samples.js';

/** What is below the chat: the account's menu bar or the composer, and the panel of things to send. */
export function makeDock({ doAct }) {
  const box = h('footer.dock');
  const drafts = new Map();
  let view = { key: '', menu: undefined, isFollowing: true };
  let isMenu = false;
  let panel = 'none';
  const input = h('textarea', {
    rows: 1,
    'aria-label': COPY.input,
    placeholder: COPY.input,
    enterKeyHint: 'send',
    oninput: () => {
      drafts.set(view.key, input.value);
      grow();
    },
    onfocus: () => open('none'),
    onkeydown: (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      say();
    },
  });
  const photoInput = h('input', {
    type: 'file',
    accept: 'image/*',
    hidden: true,
    'aria-label': COPY.photo,
    onchange: () => void send('photo', photoInput, photoOf),
  });
  const fileInput = h('input', {
    type: 'file',
    hidden: true,
    'aria-label': COPY.file,
    onchange: () => void send('file', fileInput, base64Of),
  });

  function say() {
    const text = input.value.trim();
    if (text === '') return;
    input.value = '';
    drafts.delete(view.key);
    grow();
    doAct({ act: 'say', text });
  }

  async function send(act, from, read) {
    const [file] = from.files;
    if (file === undefined) return;
    const bytes = await read(file);
    from.value = '';
    open('none');
    doAct(act === 'file' ? { act, name: file.name, bytes } : { act, bytes });
  }

  async function sendSample(act, make, more = {}) {
    open('none');
    doAct({ act, bytes: await make(), ...more });
  }

  function grow() {
    box.classList.toggle('has-text', input.value.trim() !== '');
    input.style.height = 'auto';
    // Not in the page yet: nothing to measure.
    if (input.scrollHeight === 0) return;
    input.style.height = `${Math.min(input.scrollHeight, 112)}px`;
  }

  function open(next) {
    if (panel === next) return;
    panel = next;
    render();
  }

  const closing = (run) => () => {
    open('none');
    run();
  };

  function panelNode() {
    if (panel === 'places') {
      return h(
        'div.places',
        {},
        h('h2', {}, COPY.pickPlace),
        ...PLACES.map((place) =>
          h(
            'button',
            { type: 'button', onclick: closing(() => doAct({ act: 'location', ...place })) },
            icon('place'),
            h('span', {}, h('strong', {}, place.name), h('small', {}, place.address)),
          ),
        ),
      );
    }
    const tile = (name, label, onclick) =>
      h('button.tile', { type: 'button', onclick }, h('i', {}, icon(name)), h('span', {}, label));
    return h(
      'div.tiles',
      {},
      tile('photo', COPY.photo, () => photoInput.click()),
      tile('car', COPY.samplePhoto, () => void sendSample('photo', samplePhoto)),
      tile('place', COPY.place, () => open('places')),
      tile('voice', COPY.voice, () => void sendSample('voice', sampleVoice)),
      tile('video', COPY.video, () => void sendSample('video', sampleVideo)),
      tile('file', COPY.file, () => void sendSample('file', sampleFile, { name: COPY.sampleFile })),
    );
  }

  function composer() {
    const isOpen = panel !== 'none';
    return h(
      'div.composer',
      {},
      view.menu && toggle('bars', COPY.menuBar, () => show(true)),
      input,
      h(
        'button.round',
        {
          type: 'button',
          'aria-label': COPY.plus,
          'aria-expanded': String(isOpen),
          onclick: () => open(isOpen ? 'none' : 'tiles'),
        },
        icon('plus'),
      ),
      h('button.send', { type: 'button', onclick: say }, COPY.send),
    );
  }

  function toggle(name, label, onclick) {
    return h('button.round', { type: 'button', 'aria-label': label, onclick }, icon(name));
  }

  function show(menu) {
    isMenu = menu;
    panel = 'none';
    render();
  }

  function menuBar() {
    const buttons = view.menu.button ?? [];
    return h(
      'div.menubar',
      {},
      toggle('keyboard', COPY.keyboard, () => show(false)),
      ...buttons.map((button, at) => {
        const under = button.sub_button ?? [];
        const isOpen = panel === `menu${at}`;
        const tap = () => {
          if (under.length > 0) return open(isOpen ? 'none' : `menu${at}`);
          open('none');
          return press(button);
        };
        return h(
          'div.menubar-item',
          {},
          isOpen &&
            h(
              'div.submenu',
              { role: 'menu' },
              ...under.map((one) =>
                h(
                  'button',
                  { type: 'button', role: 'menuitem', onclick: closing(() => press(one)) },
                  one.name,
                ),
              ),
            ),
          h(
            'button',
            {
              type: 'button',
              'aria-expanded': under.length > 0 ? String(isOpen) : undefined,
              onclick: tap,
            },
            under.length > 0 && icon('bars'),
            button.name,
          ),
        );
      }),
    );
  }

  const press = ({ type, key, url }) =>
    doAct(type === 'view' ? { act: 'view', url } : { act: 'click', key });

  function render() {
    const hadFocus = document.activeElement === input;
    if (!view.isFollowing) {
      const follow = () => doAct({ act: 'subscribe' });
      box.replaceChildren(h('button.follow', { type: 'button', onclick: follow }, COPY.follow));
      return;
    }
    const isBar = isMenu && view.menu !== undefined;
    const isPanel = panel === 'tiles' || panel === 'places';
    box.replaceChildren(
      isBar ? menuBar() : composer(),
      ...(isPanel && !isBar ? [panelNode()] : []),
      photoInput,
      fileInput,
    );
    grow();
    if (hadFocus && !isBar) input.focus();
  }

  return {
    box,
    /** Puts words into the composer, as a paste would. */
    draft: (text) => {
      isMenu = false;
      input.value = text;
      drafts.set(view.key, text);
      render();
      input.focus();
    },
    show: (next) => {
      const isOther = next.key !== view.key;
      const isSame =
        !isOther &&
        JSON.stringify(next.menu) === JSON.stringify(view.menu) &&
        next.isFollowing === view.isFollowing;
      const isNewMenu = next.menu !== undefined && (isOther || view.menu === undefined);
      view = next;
      if (isSame) return;
      if (isOther) {
        input.value = drafts.get(next.key) ?? '';
        panel = 'none';
      }
      if (isNewMenu) isMenu = input.value === '';
      render();
    },
  };
}
