import type { ActorVisit } from '#access/visit.ts';
import type { EndSuggestion } from '#apps/rights/end-dates.ts';
import { endsBadly, parseDay } from '#apps/rights/period.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import { Button } from '#ui/components/button.tsx';
import { DateInput } from '#ui/components/inputs.tsx';
import { formatDate } from '#ui/format.ts';

/** Name of the button that chooses a day for a field. */
const chooses = (field: string): string => `kies-${field}`;

interface EndDateProps {
  readonly visit: ActorVisit;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly error?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly suggestions: readonly EndSuggestion[];
}

/** A last day, with the days that suit schools one click away, and a word when it is one that does not (rights 6). */
export const EndDate = ({ visit, suggestions, ...field }: EndDateProps) => {
  const t = visit.t.rights.ends;
  const day = parseDay(field.value);
  const note = { text: t.note, applies: day !== undefined && endsBadly(day) };
  return (
    <end-date>
      <DateInput t={visit.t.ui} note={note} {...field} />
      {suggestions.length > 0 && (
        <div class="suggestions" role="group" aria-label={t.suggestions}>
          {suggestions.map((suggestion) => (
            <Button kind="quiet" name={chooses(field.name)} value={formatDate(suggestion.day)}>
              {wordsOf(visit, suggestion)}
            </Button>
          ))}
        </div>
      )}
    </end-date>
  );
};

/** Enter goes on: without this, the first button of the form would choose a day. */
export const EnterButton = ({ name, value }: { readonly name?: string; readonly value?: string }) => (
  <button class="hidden-text" type="submit" name={name} value={value} tabindex={-1} aria-hidden="true" />
);

function wordsOf(visit: ActorVisit, suggestion: EndSuggestion): string {
  const t = visit.t.rights.ends;
  const day = formatDate(suggestion.day);
  if (suggestion.kind === 'school-year') {
    const words = suggestion.later ? t.oneYearLater : t.schoolYear(formatSchoolYear(suggestion.schoolYear));
    return `${words}: ${day}`;
  }
  const { before } = suggestion;
  if (!before) return `${t.latest}: ${day}`;
  return `${t.latest}: ${day} (${t.latestBefore(t.holidays[before.kind] ?? before.kind)})`;
}

/** What a button chose for one of these fields, as dd/mm/jjjj; undefined when the form was sent by another button. */
export function chosenEnd(fields: Pick<URLSearchParams, 'get'>, field = 'tot'): string | undefined {
  return fields.get(chooses(field))?.slice(0, 20);
}
