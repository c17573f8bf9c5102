/**
 * The two languages a text may have: people read Vietnamese; logs, tests and programs read English.
 *
 * @module
 */

export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in each language. */
export type InBoth = Record<Language, string>;

/** What reads alike in both (a name, an address, the system's own words), or a text in each. */
export type Words = string | InBoth;

export const wordsIn = (language: Language, words: Words): string => (typeof words === 'string' ? words : words[language]);

/** The same made once in each language. */
export const inBoth = (say: (language: Language) => string): InBoth => ({ vi: say('vi'), en: say('en') });
