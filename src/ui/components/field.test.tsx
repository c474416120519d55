import { describe, expect, test } from 'vitest';
import { ui as t } from '#i18n/nl/ui.ts';
import { CheckboxGroup } from './choice-group.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { DateInput, Select, TextInput } from './inputs.tsx';

const WRONG_DATE = { t, name: 'begin', label: 'Begint op', value: '31/02/2026', error: 'Schrijf dd/mm/jjjj' };

describe('a form that comes back', () => {
  test('keeps what was typed, whatever it holds', () => {
    const html = String(<TextInput t={t} name="naam" label="Naam" value={'"><script>alert(1)</script>'} />);
    expect(html).not.toContain('<script>');
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  });

  test('ties the error and the hint to their field', () => {
    const html = String(<DateInput {...WRONG_DATE} />);
    expect(html).toContain('aria-describedby="veld-begin-hint veld-begin-fout"');
    expect(html).toContain('id="veld-begin-fout"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('value="31/02/2026"');
  });

  test('leads from the summary to each field and takes the focus', () => {
    const html = String(<ErrorSummary t={t} faults={[{ field: 'begin', message: 'Schrijf dd/mm/jjjj' }]} />);
    expect(html).toContain('href="#veld-begin"');
    expect(html).toContain('autofocus');
    expect(String(<DateInput {...WRONG_DATE} />)).toContain('id="veld-begin"');
  });

  test('has no summary when nothing is wrong', () => {
    expect(String(<ErrorSummary t={t} faults={[]} />)).toBe('');
  });

  test('gives the first choice of a group the id that the summary leads to', () => {
    const html = String(
      <CheckboxGroup
        t={t}
        name="niveaus"
        label="Niveaus"
        error="Kies er één"
        choices={[
          { value: '1', label: 'Basis' },
          { value: '2', label: 'Secundair', checked: true },
        ]}
      />,
    );
    expect(html).toContain('<fieldset class="field wrong" aria-describedby="veld-niveaus-fout">');
    expect(html).toMatch(/id="veld-niveaus" name="niveaus" value="1"/);
    expect(html).toMatch(/value="2" checked=""/);
  });

  test('keeps the option that was chosen', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ];
    const html = String(<Select t={t} name="recht" label="Recht" options={options} value="b" />);
    expect(html).toContain('<option value="b" selected="">B</option>');
    expect(html).toContain('<option value="a">A</option>');
  });
});
