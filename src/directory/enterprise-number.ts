/** Reads an enterprise number (KBO) such as `0870.585.094` or `BE 870585094`; undefined when its check digits are wrong (R17). */
export function parseEnterpriseNumber(text: string): string | undefined {
  const digits = text.replace(/^\s*BE/i, '').replace(/[\s\u00a0.-]/g, '');
  const padded = digits.length === 9 ? `0${digits}` : digits;
  if (!/^[01]\d{9}$/.test(padded)) return undefined;
  const expected = 97 - (Number(padded.slice(0, 8)) % 97);
  return Number(padded.slice(8)) === expected ? padded : undefined;
}

/** `0870.585.094`. */
export function formatEnterpriseNumber(digits: string): string {
  return digits.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1.$2.$3');
}
