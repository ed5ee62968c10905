import { Tag } from 'antd';
import type { Handoff } from '../desk-context.tsx';
import { DESK_COPY } from '../pages/desk/copy-desk.ts';

/** What makes a customer special, most urgent first. */
export function HandoffTags({
  handoff,
}: {
  readonly handoff: Pick<Handoff, 'isInjury' | 'isComplaint' | 'isVip' | 'level' | 'reason'>;
}) {
  const { tags } = DESK_COPY;
  return (
    <span className="tags">
      {handoff.isInjury && <Tag color="red">{tags.injury}</Tag>}
      {handoff.reason === 'self_harm' && <Tag color="red">{tags.selfHarm}</Tag>}
      {handoff.isComplaint && <Tag color="orange">{tags.complaint}</Tag>}
      {handoff.isVip && <Tag color="gold">{tags.vip}</Tag>}
      <Tag color={handoff.level >= 2 ? 'green' : 'default'}>{tags.level(handoff.level)}</Tag>
    </span>
  );
}
