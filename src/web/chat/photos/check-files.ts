import { COPY } from '../copy.ts';

/** The limit until the server has told its own (UPLOAD_BYTES_MAX). */
export const FILE_BYTES_MAX = 15_000_000;
/** Photos are made smaller before sending, so that their original may be bigger than the limit. */
export const PHOTO_BYTES_MAX = 60_000_000;
export const FILES_MAX = 9;
/** For the file picker. No `capture`: it would forbid the album. */
export const ACCEPTED = 'image/*,application/pdf,.pdf';

const BYTES_PER_MEGABYTE = 1_000_000;

export interface CheckedFiles {
  readonly accepted: readonly File[];
  /** Why the others were not, in words for the customer. */
  readonly problems: readonly string[];
}

export interface FileLimits {
  /** Files already waiting. */
  readonly taken: number;
  /** Largest file that the server takes. */
  readonly fileBytesMax: number;
}

/** Sorts out what cannot be sent before anything is uploaded. */
export function checkFiles(files: readonly File[], limits: FileLimits): CheckedFiles {
  const accepted: File[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const problem = findProblem(file, limits.fileBytesMax);
    if (problem !== undefined) problems.push(problem);
    else if (limits.taken + accepted.length >= FILES_MAX) {
      const tooMany = COPY.photos.tooMany(FILES_MAX);
      if (!problems.includes(tooMany)) problems.push(tooMany);
    } else accepted.push(file);
  }
  return { accepted, problems };
}

function findProblem(
  file: Pick<File, 'name' | 'size' | 'type'>,
  fileBytesMax: number,
): string | undefined {
  const { wrongKind, empty } = COPY.photos;
  const isPhoto = isPicture(file);
  if (!isPhoto && !isPdf(file)) return wrongKind(file.name);
  if (file.size === 0) return empty(file.name);
  return findTooLarge(file, isPhoto ? Math.max(PHOTO_BYTES_MAX, fileBytesMax) : fileBytesMax);
}

/** Words for the customer when a file has more bytes than that. */
export function findTooLarge(
  file: { readonly name: string; readonly size: number },
  bytesMax: number,
): string | undefined {
  if (file.size <= bytesMax) return undefined;
  return COPY.photos.tooLarge(file.name, Math.floor(bytesMax / BYTES_PER_MEGABYTE));
}

/** SVG is a document that can hold scripts, and no camera makes one. */
export function isPicture(file: Pick<File, 'name' | 'type'>): boolean {
  if (file.type === 'image/svg+xml') return false;
  // Some Android pickers give no type for HEIC.
  return file.type.startsWith('image/') || /\.(jpe?g|png|webp|heic|heif)$/i.test(file.name);
}

function isPdf(file: Pick<File, 'name' | 'type'>): boolean {
  return file.type === 'application/pdf' || (file.type === '' && /\.pdf$/i.test(file.name));
}
