import { Flex, Tag } from 'antd';
import { show } from './show.ts';

/** Several words beside each other; a dash when there are none. */
export function Tags({ words }: { words: readonly string[] }) {
  if (words.length === 0) return show(null);
  return (
    <Flex wrap gap={4}>
      {words.map((word) => (
        <Tag key={word}>{word}</Tag>
      ))}
    </Flex>
  );
}
