/** A run of text, marked when it answers the search. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

export const MarkedText = ({ pieces }: { pieces: string | readonly Piece[] }) =>
  typeof pieces === 'string' ? (
    <>{pieces}</>
  ) : (
    <>{pieces.map(({ text, marked }) => (marked ? <mark>{text}</mark> : text))}</>
  );
