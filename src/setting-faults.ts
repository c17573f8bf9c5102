/**
 * What is wrong with the settings, in words: each setting by its name.
 *
 * @module
 */
import type { z } from 'zod';
import { inBoth, type InBoth, type Language } from './languages';

/** A rule of our own, for zod's `refine` and `addIssue`: its English message, and the Vietnamese beside it. */
export const ownRule = ({ vi, en }: InBoth) => ({ message: en, params: { vi } });

const FORMATS: Record<string, string> = {
  url: 'cần là một địa chỉ đầy đủ, ví dụ https://chuyende.example.org',
  email: 'cần là một địa chỉ thư điện tử',
};

/** Every fault, separated by semicolons. */
export const settingFaults = ({ issues }: z.ZodError): InBoth =>
  inBoth((language) => issues.map((issue) => `${String(issue.path[0])}: ${said(issue, language)}`).join('; '));

function said(issue: z.core.$ZodIssue, language: Language): string {
  if (language === 'en') return issue.message;
  switch (issue.code) {
    case 'custom':
      return typeof issue.params?.['vi'] === 'string' ? issue.params['vi'] : issue.message;
    case 'invalid_type':
      return issue.expected === 'string' ? 'cần có giá trị' : 'cần là một số nguyên';
    case 'too_small':
      return `cần lớn hơn ${issue.inclusive ? 'hoặc bằng ' : ''}${issue.minimum}`;
    case 'too_big':
      return `cần nhỏ hơn ${issue.inclusive ? 'hoặc bằng ' : ''}${issue.maximum}`;
    case 'invalid_value':
      return `chỉ nhận: ${issue.values.join(', ')}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? issue.message;
    default:
      return issue.message;
  }
}
