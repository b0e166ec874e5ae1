/** Where files go. One of them per adapter, chosen by the settings. */
import { emailDestination } from './email.ts'
import { folderDestination } from './folder.ts'
import type { Destination } from './place.ts'
import { postDestination } from './post.ts'
import type { ReadySettings } from './settings.ts'
import { sftpDestination } from './sftp.ts'
import { uploadDestination } from './upload.ts'

/** @throws {RangeError} when there is none: the settings have been checked for one */
export function createDestination(settings: ReadySettings): Destination {
  const { folder, sftp, upload, post, email } = settings
  if (folder !== undefined) return folderDestination(folder)
  if (sftp) return sftpDestination(sftp)
  if (upload) return uploadDestination(upload)
  if (post) return postDestination(post)
  if (email) return emailDestination(email)
  throw new RangeError('no destination')
}
