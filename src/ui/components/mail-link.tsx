/** An address to write to; where it is too long for its place it breaks after the @ or a dot, not within a word. */
export const MailLink = ({ address }: { address: string }) => (
  <a href={`mailto:${address}`}>
    {address.split(/(?<=[@.])/).map((part, index) => (
      <>
        {index > 0 && <wbr />}
        {part}
      </>
    ))}
  </a>
);
