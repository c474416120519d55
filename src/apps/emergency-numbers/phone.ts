import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** The number in international form (E.164), Belgian unless it says another country; undefined when it cannot exist. */
export function readPhone(text: string): string | undefined {
  const number = parsePhoneNumberFromString(text, { defaultCountry: 'BE', extract: false });
  return number?.isValid() && !number.ext ? number.number : undefined;
}

/** `+32 470 12 34 56`. */
export function writePhone(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/** The last two digits: enough to recognise one's own, not to call. */
export function maskPhone(e164: string): string {
  return `••• ${e164.slice(-2)}`;
}
