import type { IconName } from '../components/icons';

const icons: Readonly<Record<string, IconName>> = {
  picture: 'image',
  audio: 'audio',
  video: 'video',
  document: 'document',
};

/** The sign for a shape of evidence; a plain file for what is none of the known ones. */
export function shapeIcon(shape: string): IconName {
  return icons[shape] ?? 'file';
}
