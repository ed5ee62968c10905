import { splitText } from '../state/text-parts.ts';

/** Plain text with its line breaks, numbers that can be tapped, and web addresses as links. */
export function Text({ text }: { readonly text: string }) {
  const parts = splitText(text);
  let offset = 0;
  return (
    <div className="text">
      {parts.map((part) => {
        const key = offset;
        offset += part.text.length;
        if (part.kind === 'words') return <span key={key}>{part.text}</span>;
        if (part.kind === 'phone') {
          return (
            <a key={key} className="inline-link" href={`tel:${part.digits}`}>
              {part.text}
            </a>
          );
        }
        return (
          <a
            key={key}
            className="inline-link"
            href={part.href}
            target="_blank"
            rel="noopener noreferrer"
          >
            {part.text}
          </a>
        );
      })}
    </div>
  );
}
