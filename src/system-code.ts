/** The system's or a library's code of an error, as ENOENT; none: undefined. Asks for no class: an error of another realm has its code all the same. */
export const systemCodeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
