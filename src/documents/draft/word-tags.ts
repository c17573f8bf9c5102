/**
 * The tags of a part of a docx, one after another, whatever prefix its namespace was given.
 *
 * @module
 */
export interface WordTag {
  /** Without prefix: "numPr". */
  name: string;
  opens: boolean;
  /** `<w:numId …/>`: opens and closes. */
  alone: boolean;
  from: number;
  to: number;
  /** The attribute `name`, without prefix. */
  attribute(name: string): string | undefined;
}

/** Tags of WordprocessingML, transitional or strict, and of markup compatibility. ECMA-376 parts 1 and 3. */
const NAMESPACE =
  /xmlns:([\w.-]+)\s*=\s*["'](?:http:\/\/schemas\.openxmlformats\.org\/wordprocessingml\/2006\/main|http:\/\/purl\.oclc\.org\/ooxml\/wordprocessingml\/main|http:\/\/schemas\.openxmlformats\.org\/markup-compatibility\/2006)["']/g;

/** Only the tags called `names`. */
export function wordTags(xml: string, names: string[]): WordTag[] {
  const prefixes = [...new Set([...xml.matchAll(NAMESPACE)].map(([, prefix = '']) => prefix.replace(/\./g, '\\.')))];
  if (prefixes.length === 0) return [];
  const tags = new RegExp(`<(/?)(?:${prefixes.join('|')}):(${names.join('|')})(?=[\\s/>])([^<>]*?)(/?)>`, 'g');
  return [...xml.matchAll(tags)].map((match) => {
    const [whole, close, name = '', attributes = '', slash] = match;
    return {
      name,
      opens: close === '',
      alone: slash === '/',
      from: match.index,
      to: match.index + whole.length,
      attribute: (wanted) => new RegExp(`(?:^|[\\s:])${wanted}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1],
    };
  });
}
