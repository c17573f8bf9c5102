/**
 * A real browser for the tests of pages: Debian's Chromium.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const EXECUTABLE = process.env['CD_CHROMIUM'] ?? '/usr/bin/chromium';

/** Fails, rather than passing without having looked, when there is no browser. */
export function startBrowser(): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) {
    throw new Error(
      `The browser tests were NOT run: there is no ${EXECUTABLE}. Install it (apt-get install chromium) or name one in CD_CHROMIUM.`,
    );
  }
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

/** An office screen, a telephone, and the narrowest telephone there is. */
export const SIZES = {
  wide: { width: 1280, height: 900 },
  phone: { width: 360, height: 740 },
  narrow: { width: 320, height: 640 },
};
