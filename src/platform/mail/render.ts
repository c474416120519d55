import { html } from 'hono/html';
import type { MailContent, MailItem, MailLang, MailPart } from '#platform/mail/content.ts';

/** The sentences around every mail, by language. */
export interface MailWords {
  /** Why somebody gets it and that nobody reads an answer. */
  footer: string;
  unsubscribe: string;
}

export interface MailFrame {
  lang: MailLang;
  words: MailWords;
  baseUrl: string;
  unsubscribePath: string | null;
}

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** Text and HTML of a mail from the same parts; whatever somebody typed stays text in both. */
export function renderMail({ subject, parts }: MailContent, frame: MailFrame): RenderedMail {
  const content = { subject: subject.replaceAll(/\s+/g, ' ').trim(), parts };
  return { subject: content.subject, text: renderText(content, frame), html: renderHtml(content, frame) };
}

/** Paths become whole addresses. Only the web may be linked to. */
function absolute(href: string, baseUrl: string): string {
  const url = new URL(href, baseUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error(`no link of the web: ${url.protocol}`);
  return url.href;
}

function renderText({ parts }: MailContent, frame: MailFrame): string {
  const body = parts.map((part) => textOf(part, frame.baseUrl));
  const foot = [`-- \n${frame.words.footer}`];
  if (frame.unsubscribePath) foot.push(`${frame.words.unsubscribe}: ${absolute(frame.unsubscribePath, frame.baseUrl)}`);
  return `${[...body, ...foot].join('\n\n')}\n`;
}

function textOf(part: MailPart, baseUrl: string): string {
  switch (part.kind) {
    case 'paragraph':
      return part.text;
    case 'heading':
      return `${part.text}\n${'='.repeat(Math.min(part.text.length, 60))}`;
    case 'subheading':
      return part.text;
    case 'button':
      return `${part.text}:\n${absolute(part.href, baseUrl)}`;
    case 'list':
      return part.items.map((item) => textOfItem(item, baseUrl)).join('\n');
  }
}

function textOfItem({ text, href, note }: MailItem, baseUrl: string): string {
  const lines = [note ? `${text} (${note})` : text, ...(href ? [absolute(href, baseUrl)] : [])];
  return `- ${lines.join('\n  ')}`;
}

// Styles stand in the elements: many mail programs drop everything else.
const style = {
  body: 'margin:0;padding:16px;background:#ffffff;color:#1d2433;font:16px/1.5 Arial,Helvetica,sans-serif',
  main: 'max-width:600px;margin:0 auto',
  title: 'font-size:22px;line-height:1.3;margin:0 0 16px',
  heading: 'font-size:18px;line-height:1.3;margin:24px 0 8px',
  subheading: 'font-size:16px;line-height:1.3;margin:16px 0 8px',
  paragraph: 'margin:0 0 16px;white-space:pre-line',
  list: 'margin:0 0 16px;padding-left:20px',
  link: 'color:#0b4f9e',
  button: 'display:inline-block;padding:10px 18px;background:#0b4f9e;color:#ffffff;border-radius:4px;font-weight:bold',
  note: 'color:#4a5265',
  footer: 'margin-top:32px;padding-top:12px;border-top:1px solid #c9cfda;color:#4a5265;font-size:14px',
} as const;

function renderHtml({ subject, parts }: MailContent, frame: MailFrame): string {
  const { lang, words, baseUrl, unsubscribePath } = frame;
  const page = html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${subject}</title>
      </head>
      <body style="${style.body}">
        <main style="${style.main}">
          <h1 style="${style.title}">${subject}</h1>
          ${parts.map((part) => htmlOf(part, baseUrl))}
          <div style="${style.footer}">
            <p style="margin:0 0 8px">${words.footer}</p>
            ${unsubscribePath ? html`<p style="margin:0"><a href="${absolute(unsubscribePath, baseUrl)}" style="${style.link}">${words.unsubscribe}</a></p>` : ''}
          </div>
        </main>
      </body>
    </html> `;
  return page.toString();
}

function htmlOf(part: MailPart, baseUrl: string) {
  switch (part.kind) {
    case 'paragraph':
      return html`<p style="${style.paragraph}">${part.text}</p> `;
    case 'heading':
      return html`<h2 style="${style.heading}">${part.text}</h2> `;
    case 'subheading':
      return html`<h3 style="${style.subheading}">${part.text}</h3> `;
    case 'button':
      return html`<p style="${style.paragraph}">
        <a href="${absolute(part.href, baseUrl)}" style="${style.button}">${part.text}</a>
      </p> `;
    case 'list':
      return html`<ul style="${style.list}">
        ${part.items.map((item) => htmlOfItem(item, baseUrl))}
      </ul> `;
  }
}

function htmlOfItem({ text, href, note }: MailItem, baseUrl: string) {
  const label = href ? html`<a href="${absolute(href, baseUrl)}" style="${style.link}">${text}</a>` : text;
  return html`<li>${label}${note ? html` <span style="${style.note}">(${note})</span>` : ''}</li> `;
}
