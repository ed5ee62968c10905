/** A push as a customer sees it: its words, and the taps below. */
export function PushText({
  text,
  taps,
}: {
  readonly text: string;
  readonly taps: readonly string[];
}) {
  return (
    <div>
      <p className="push-text">{text}</p>
      {taps.length > 0 && (
        <ul className="push-taps">
          {taps.map((tap) => (
            <li key={tap}>{tap}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
