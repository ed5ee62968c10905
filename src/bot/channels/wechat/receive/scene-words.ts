import { openScene } from '../../../../domain/wechat/scene.ts';
import { copy } from '../../../../flows/copy/zh-cn.ts';
import type { ReceiveDeps } from './receive-deps.ts';

const { sceneWords } = copy.wechatInbound;
/** The case it is about is named; who somebody's manager is, and which policy, is not for words. */
const NAMED: readonly string[] = ['claim', 'complaint', 'event'];

/**
 * What somebody wants who came by one of our codes or links, in words; undefined when none of these was made by us
 * for now. Proof of who they are is asked for as always: a code may be photographed by anybody.
 */
export function wordsOfScene(
  { sceneSecret, clock, log }: Pick<ReceiveDeps, 'sceneSecret' | 'clock' | 'log'>,
  scenes: readonly (string | undefined)[],
): string | undefined {
  for (const text of scenes) {
    if (text === undefined || text === '') continue;
    const opened = openScene(text, sceneSecret, clock.now());
    if (opened.kind === 'ok') {
      const { kind, ref } = opened.scene;
      return NAMED.includes(kind) ? `${sceneWords[kind]} ${ref}`.trim() : sceneWords[kind];
    }
    // WeChat has scenes of its own; only what looks like ours is worth a line.
    if (opened.kind === 'expired' || text.split('-').length >= 4) {
      log.info({ problem: opened.kind }, 'a reference in a code or a link was not taken');
    }
  }
  return undefined;
}
