import { InvalidInputError } from "#models/shared/errors.ts"

const NAME_LIMIT = 200

/** The last part of whatever path a browser sends, without signs that mean something to a disk. */
export const plainName = (name: string): string => {
  const plain = (name.normalize("NFC").split(/[\\/]/).at(-1) ?? "").replace(/[\p{Cc}<>:"|?*]/gu, "").trim()
  if (plain === "" || plain.length > NAME_LIMIT)
    throw new InvalidInputError(`Tên tệp trống hoặc dài hơn ${NAME_LIMIT} ký tự. Hãy đặt lại tên.`)
  return plain
}
