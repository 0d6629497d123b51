import { InvalidInputError } from "#models/shared/errors.ts"
import type { User } from "#models/user/user.ts"

/** The reason goes into the log, where nothing is erased: it does not say whose it is. @throws InvalidInputError */
export const assertUnnamed = (reason: string, { fullName }: Pick<User, "fullName">): void => {
  const plain = (text: string) => text.normalize("NFC").toLocaleLowerCase("vi").replaceAll(/\s+/gu, " ")
  if (!plain(reason).includes(plain(fullName))) return
  const message =
    "Lý do nằm trong nhật ký và không xóa được: không ghi họ tên người này, viết «người này» hoặc tên đăng nhập."
  throw new InvalidInputError(message, [{ field: "reason", message }])
}
