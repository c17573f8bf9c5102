/**
 * The HTML part of a letter: one column, inline styles, no images, nothing fetched. Colours are the glossary's calm
 * blues; a reader in dark mode gets the second set from `<style>`, one whose program drops `<style>` the first.
 *
 * @module
 */
import { linkPlaceholder } from './letter';
import { escapeHtml } from './one-line';
import { anchorOf, type Action, type Block, type TableBlock } from './texts/blocks';

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const DARK = [
  '.bg{background:#12171d!important}',
  '.card{background:#1b222a!important;border-color:#323c47!important}',
  '.ink,.ink td,.ink th{color:#e6eaee!important}',
  '.soft{color:#a9b4c0!important}',
  '.key,.paste{background:#22303f!important;border-color:#6ea8e0!important}',
  '.cell,.rule{border-color:#323c47!important}',
  '.head{color:#a8cdf2!important}',
  '.go{background:#9cc7f2!important;color:#0c1722!important;border-color:#9cc7f2!important}',
  '.way{background:#1b222a!important;color:#a8cdf2!important;border-color:#6ea8e0!important}',
].join('');
const STYLE = `<style>@media(prefers-color-scheme:dark){${DARK}}@media(max-width:480px){.card{padding:20px 16px!important;border-radius:0!important;border-left:0!important;border-right:0!important}.bg{padding:0!important}.cell{padding:8px 4px!important;font-size:13px!important}}</style>`;

const TOP = (language: string, title: string) =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${title}</title>${STYLE}</head><body class="bg" style="margin:0;padding:24px 12px;background:#eef1f5"><div class="card ink" style="max-width:600px;margin:0 auto;padding:28px 32px;background:#ffffff;border:1px solid #d8dee6;border-radius:8px;color:#1f2933;font-size:16px;line-height:1.55;${FONT};overflow-wrap:break-word">`;
const END = '</div></body></html>';

const P = '<p style="margin:0 0 16px">';

interface Frame {
  language: 'vi' | 'en';
  subject: string;
  /** From-name: shown at the top, as a letterhead without any emblem. */
  senderName: string;
}

/** A complete document that holds link placeholders. */
export function htmlDocument({ language, subject, senderName }: Frame, greeting: string[], blocks: Block[]): string {
  const [first = '', ...below] = greeting;
  let html = TOP(language, escapeHtml(subject));
  html += `<p class="head" style="margin:0 0 20px;padding:0 0 12px;border-bottom:2px solid #12406f;color:#12406f;font-size:15px;font-weight:600">${escapeHtml(senderName)}</p>`;
  html += `<p style="margin:0 0 16px"><strong>${escapeHtml(first)}</strong>${below.map((line) => `<br><span class="soft" style="color:#55616d">${escapeHtml(line)}</span>`).join('')}</p>`;
  for (const block of blocks) html += htmlBlock(block);
  return html + END;
}

function htmlBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2 class="head" style="margin:24px 0 8px;font-size:17px;line-height:1.35;color:#12406f">${escapeHtml(block.text)}</h2>`;
    case 'paragraph':
      return `${P}${escapeHtml(block.text)}</p>`;
    case 'key':
      return `<p class="key" style="margin:0 0 16px;padding:12px 14px;background:#eef4fb;border-left:4px solid #12406f">${escapeHtml(block.text)}</p>`;
    case 'facts':
      return `<div class="key" style="margin:0 0 16px;padding:12px 14px 4px;background:#eef4fb;border-left:4px solid #12406f">${block.rows.map(({ label, value }) => `<p style="margin:0 0 8px"><span class="soft" style="color:#55616d">${escapeHtml(label)}:</span> ${escapeHtml(value)}</p>`).join('')}</div>`;
    case 'list': {
      const tag = block.numbered ? 'ol' : 'ul';
      return `<${tag} style="margin:0 0 16px;padding:0 0 0 22px">${block.items.map((item) => `<li style="margin:0 0 6px">${escapeHtml(item)}</li>`).join('')}</${tag}>`;
    }
    case 'table':
      return htmlTable(block);
    case 'actions':
      return `<div style="margin:4px 0 20px">${block.actions.map((action, n) => button(action, block, n === 0)).join('')}</div>`;
    case 'paste':
      return paste(block);
    case 'closing':
      return `<p style="margin:20px 0 0">${escapeHtml(block.farewell)}<br><strong style="font-size:14px">${escapeHtml(block.name)}</strong></p>`;
    case 'footnote':
      return `<p class="soft rule" style="margin:20px 0 0;padding:12px 0 0;border-top:1px solid #d8dee6;color:#55616d;font-size:13px">${escapeHtml(block.text)}</p>`;
  }
}

// 48 px high: a finger's width on a phone.
function button(
  { label, place }: Action,
  { linkId, duty }: Pick<Extract<Block, { kind: 'actions' }>, 'linkId' | 'duty'>,
  first: boolean,
): string {
  const to = place === '' || duty === null ? '' : `#${escapeHtml(anchorOf(place, duty))}`;
  const look = first
    ? 'class="go" style="background:#12406f;color:#ffffff'
    : 'class="way" style="background:#ffffff;color:#12406f';
  return `<a href="${linkPlaceholder(linkId)}${to}" ${look};display:block;margin:0 0 8px;padding:11px 16px;border:1px solid #12406f;border-radius:6px;text-align:center;text-decoration:none;font-weight:600">${escapeHtml(label)}</a>`;
}

function paste({ before, after, linkId, qrLabel }: Extract<Block, { kind: 'paste' }>): string {
  const address = linkId === null ? '' : anchor(linkPlaceholder(linkId), linkPlaceholder(linkId));
  const qr =
    linkId === null
      ? ''
      : `<p style="margin:0 0 16px;font-size:14px">${anchor(`${linkPlaceholder(linkId)}/qr`, escapeHtml(qrLabel))}</p>`;
  return `<p class="paste" style="margin:0 0 6px;padding:12px 14px;background:#f6f8fa;border:1px dashed #8a99a8;border-radius:6px;overflow-wrap:anywhere">${escapeHtml(before)}${address}${escapeHtml(after)}</p>${qr}`;
}

const anchor = (href: string, shown: string) => `<a class="head" href="${href}" style="color:#12406f">${shown}</a>`;

/** Figures stay in narrow columns; names go below them, across the table. */
function htmlTable({ head, rows }: TableBlock): string {
  const cell = (tag: 'td' | 'th', text: string, n: number, rule: string) =>
    `<${tag} class="cell" style="padding:8px;text-align:${n === 0 ? 'left' : 'center'};vertical-align:bottom;${rule}">${escapeHtml(text)}</${tag}>`;
  const top = `<tr>${head.map((text, n) => cell('th', text, n, 'border-bottom:2px solid #12406f;font-size:14px;font-weight:600')).join('')}</tr>`;
  const body = rows.map(({ cells, below }) => {
    const line = 'border-bottom:1px solid #d8dee6';
    const figures = `<tr>${cells.map((text, n) => cell('td', text, n, below === null ? line : '')).join('')}</tr>`;
    return below === null
      ? figures
      : `${figures}<tr><td class="cell" colspan="${cells.length}" style="padding:0 8px 8px;font-size:14px;${line}">${escapeHtml(below)}</td></tr>`;
  });
  return `<table style="width:100%;margin:0 0 20px;border-collapse:collapse;font-size:15px;line-height:1.4"><thead>${top}</thead><tbody>${body.join('')}</tbody></table>`;
}
