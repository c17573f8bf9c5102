/**
 * The words that commander itself brings, in Vietnamese: headings of help, and what is said of a command line that is written
 * otherwise than it should be.
 *
 * Placeholders of options that take several values end in an English letter: commander finds the dots by it.
 *
 * @module
 */
import { Help, type Argument, type Command, type CommanderError, type Option } from 'commander';

const TITLES: Record<string, string> = {
  'Usage:': 'Cách dùng:',
  'Arguments:': 'Tham số:',
  'Options:': 'Tùy chọn:',
  'Commands:': 'Lệnh:',
};

/** Sets up a program before its commands are added: they inherit it. */
export function speakVietnamese(program: Command): Command {
  return program
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      commandDescription: (command) => `${command.description().charAt(0).toUpperCase()}${command.description().slice(1)}`,
      commandUsage: (command) => usageWords(new Help().commandUsage(command)),
      subcommandTerm: (command) => usageWords(new Help().subcommandTerm(command)),
      optionDescription,
      argumentDescription: ({ description, argChoices, defaultValue }: Argument) =>
        described(description, argChoices, defaultValue),
    })
    .configureOutput({ outputError: () => undefined }) // told by usageFault, once the program has ended
    .helpOption('-h, --help', 'xem hướng dẫn')
    .helpCommand('help [lệnh]', 'xem hướng dẫn của một lệnh');
}

const usageWords = (usage: string) => usage.replace('[options]', '[tùy chọn]').replace('[command]', '[lệnh]');

/** A switch has no default to tell. */
const optionDescription = ({ description, argChoices, defaultValue, required, optional }: Option): string =>
  described(description, argChoices, required || optional ? defaultValue : undefined);

/** With choices that the description does not explain, and the default where there is something to read in it. */
function described(description: string, choices: string[] = [], value?: unknown): string {
  const named = new Set(description.split(/[^\p{L}\d-]+/u));
  const isExplained = choices.every((choice) => named.has(choice));
  const preset = Array.isArray(value) || typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const extra = [
    ...(isExplained ? [] : [`chọn một trong: ${choices.join(', ')}`]),
    ...(preset === '' ? [] : [`mặc định: ${preset}`]),
  ];
  return extra.length === 0 ? description : `${description} (${extra.join('; ')})`;
}

type Sentence = (...found: string[]) => string;

/** By commander's code: how it says it, and how we do. What it says is no part of its interface: the rest is told as it stands. */
const FAULTS: Record<string, [RegExp, Sentence][]> = {
  'commander.unknownOption': [[/^error: unknown option '(.*?)'/, (option) => `không có tùy chọn ${option}`]],
  'commander.unknownCommand': [[/^error: unknown command '(.*?)'/, (name) => `không có lệnh ${name}`]],
  'commander.missingArgument': [[/^error: missing required argument '(.*?)'/, (name) => `thiếu tham số <${name}>`]],
  'commander.optionMissingArgument': [[/^error: option '(.*?)' argument missing/, (flags) => `tùy chọn ${flags} thiếu giá trị`]],
  'commander.missingMandatoryOptionValue': [
    [/^error: required option '(.*?)' not specified/, (flags) => `thiếu tùy chọn ${flags}`],
  ],
  'commander.excessArguments': [
    [
      /^error: too many arguments.*Expected (\d+) arguments? but got (\d+)/,
      (most, got) => `thừa tham số: lệnh nhận ${most}, đã ghi ${got}`,
    ],
  ],
  'commander.invalidArgument': [
    [
      /^error: option '(.*?)' argument '([^]*)' is invalid\. ([^]*)$/,
      (flags, value, why) =>
        `tùy chọn ${flags} không nhận giá trị “${value}”: ${why.replace(/^Allowed choices are (.*)\.$/, 'chọn một trong: $1')}`,
    ],
    [
      /^error: command-argument value '([^]*)' is invalid for argument '(.*?)'\. ([^]*)$/,
      (value, name, why) => `tham số <${name}> không nhận giá trị “${value}”: ${why}`,
    ],
  ],
};

/** What is wrong with the command line, in lines; none where the program has shown its help instead. */
export function usageFault({ code, message }: CommanderError): string[] {
  if (code === 'commander.help') return [];
  const [said] = (FAULTS[code] ?? []).flatMap(([pattern, words]) => {
    const found = pattern.exec(message);
    return found ? [words(...found.slice(1))] : [];
  });
  const [, , near] = /\(Did you mean (one of )?(.*?)\?\)/.exec(message) ?? [];
  return [
    `Lỗi: ${said ?? message.replace(/^error: /, '')}.`,
    ...(near === undefined ? [] : [`Có phải là ${near}?`]),
    'Xem hướng dẫn: thêm --help vào lệnh.',
  ];
}
