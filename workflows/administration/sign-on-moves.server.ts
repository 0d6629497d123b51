import type { ClientSession } from "mongoose"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import type { InboxMessage } from "#models/inbox-message/inbox-message.ts"
import type { Row, RowChange } from "#models/reference-change/reference-change.ts"
import { findUser, saveUsers } from "#models/user/user.repository.server.ts"

const nameOf = (row: Row | null): string => String(row?.signOnId ?? "")

/** People known before who are somebody else at the province's own sign-on from now on, or somebody for the first time, or nobody. */
const moved = (rows: readonly RowChange[]) =>
  rows.flatMap(({ before, after }) =>
    before && after && nameOf(before) !== nameOf(after) ? [{ was: nameOf(before), row: after }] : [],
  )

/** What whoever confirms is told of each: it is a way into somebody's account. */
export const signOnNotes = (rows: readonly RowChange[]): string[] =>
  moved(rows).map(({ row }) => {
    const who = `${String(row.fullName)} («${String(row.id)}»)`
    return nameOf(row) === ""
      ? `${who} không vào bằng đăng nhập chung được nữa; các phiên đang mở của người này kết thúc, và người này được báo.`
      : `Ai dùng tài khoản «${nameOf(row)}» ở nơi đăng nhập chung thì vào được với tên ${who}, không cần mật khẩu ở đây. Người này được báo.`
  })

/** Lets go of every name that changes, before any is given: one that goes from one person to another is nobody's in between. */
export const freeSignOnIds = async (rows: readonly RowChange[], session: ClientSession): Promise<void> => {
  const given = await Promise.all(
    moved(rows)
      .filter(({ was }) => was !== "")
      .map(({ row }) => findUser(String(row.id), session)),
  )
  await saveUsers(
    given.flatMap((user) => (user ? [{ ...user, signOnId: null }] : [])),
    session,
  )
}

/** Tells each of them, in the transaction that did it: whoever did not ask for it says so before it is used. */
export const tellOfSignOn = async (
  rows: readonly RowChange[],
  session: ClientSession,
  at: Date,
): Promise<void> =>
  addInboxMessages(
    moved(rows).map(({ was, row }): InboxMessage => {
      const userId = String(row.id)
      const isGone = nameOf(row) === ""
      return {
        id: `signOnId:${userId}:${at.getTime()}`,
        userId,
        kind: "ACCOUNT",
        title: isGone
          ? "Bỏ mã định danh ở đăng nhập chung"
          : `${was === "" ? "Ghi" : "Đổi"} mã định danh ở đăng nhập chung`,
        text: isGone
          ? "Tài khoản của bạn không còn vào được bằng đăng nhập chung. Bạn không đề nghị việc này: báo quản trị hệ thống."
          : `Tài khoản «${nameOf(row)}» ở nơi đăng nhập chung từ nay vào được với tên của bạn. Đó không phải tài khoản của bạn, hoặc bạn không đề nghị: báo ngay quản trị hệ thống và người xác nhận.`,
        about: { kind: "account", id: userId, name: "Tài khoản của tôi" },
        isUrgent: true,
        at,
        readAt: null,
        mail: "WAITING",
      }
    }),
    session,
  )
