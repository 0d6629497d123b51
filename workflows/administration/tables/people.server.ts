import { randomBytes } from "node:crypto"
import type { ClientSession } from "mongoose"
import type { Row, RowChange } from "#models/reference-change/reference-change.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { removeSessionsOf } from "#models/user/sign-in-session.repository.server.ts"
import { findPeople, findUser, saveUsers } from "#models/user/user.repository.server.ts"
import { ONE_TIME_MS, type User } from "#models/user/user.ts"
import { HANDOVER_LABELS } from "#workflows/handover/owned-item.ts"
import { findOwnedWork } from "#workflows/handover/owned-work.server.ts"
import { hashPassword } from "#workflows/identity/password.server.ts"
import { peopleEffects } from "../people-effects.server.ts"
import { lockOutFault } from "../people-faults.ts"
import { personRow, withPeople } from "../people-rows.ts"
import type { ReferenceTable, RowFault, Secret } from "../reference-table.ts"
import { freeSignOnIds, signOnNotes, tellOfSignOn } from "../sign-on-moves.server.ts"

/** A name at a provider of identities: its issuer, which has no fragment, and the person there. */
const SIGN_ON_ID = /^https?:\/\/[^\s#]+#[^\s]{1,255}$/u

const ERASED =
  "Thông tin của người này đã được xóa nên dòng này không đổi được nữa. Người trở lại làm việc thì thêm với tên đăng nhập mới."

/** A password costs a fifth of a second to keep, within the transaction. */
const MOST_PEOPLE = 60

/**
 * People who may sign in. A new password is told once, to whoever confirms: the drafter never sees it, so that two people have to
 * agree before there is a sign-in, and it opens nothing but the page that replaces it.
 */
export const people: ReferenceTable = {
  id: "nguoi-dung",
  lead: "Người được đăng nhập. Vai trò của từng người ở bảng «Phân công vai trò». Mật khẩu dùng một lần hiện cho người xác nhận.",
  fields: [
    {
      kind: "TEXT",
      name: "id",
      label: "Tên đăng nhập",
      description:
        "Nhật ký giữ tên này mãi mãi, cả khi thông tin của người đó đã xóa: đặt theo vị trí việc làm (chuyenvien.tuphap), không theo họ tên.",
      max: 60,
      pattern: /^(?!moi$)[a-z0-9]+(?:[.-][a-z0-9]+)*$/u,
      wrong: "Chỉ gồm chữ thường không dấu, chữ số, dấu chấm và gạch nối.",
    },
    { kind: "TEXT", name: "fullName", label: "Họ tên", max: 120 },
    {
      kind: "FLAG",
      name: "active",
      label: "Đang sử dụng",
      description: "Bỏ đánh dấu để ngừng sử dụng ngay.",
      whenUnsaid: true,
    },
    {
      kind: "NUMBER",
      name: "passwordIssue",
      label: "Số lần đã cấp mật khẩu",
      description:
        "Người mới ghi 1. Tăng thêm 1 để cấp mật khẩu mới: mật khẩu cũ và các phiên đang mở hết dùng.",
      min: 1,
      max: 10_000,
      isWhole: true,
    },
    {
      kind: "TEXT",
      name: "signOnId",
      label: "Mã định danh ở đăng nhập chung",
      description:
        "Mã mà trang đăng nhập hiện khi người này vào bằng đăng nhập chung lần đầu, dạng https://nơi-đăng-nhập#mã. Để trống: chỉ vào bằng mật khẩu.",
      max: 500,
      pattern: SIGN_ON_ID,
      wrong: "Chép nguyên mã hiện ở trang đăng nhập, dạng https://nơi-đăng-nhập#mã.",
      isOptional: true,
    },
  ],
  key: ["id"],
  days: null,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_PEOPLE,
  read: async (session) => (await findPeople(session)).map(personRow),
  faults: ({ rows, after }, office) => {
    const taken = Map.groupBy(after, ({ signOnId }) => String(signOnId ?? ""))
    const fault = lockOutFault([...office.people.values()], withPeople(office.people, after), office.today)
    const [first] = rows
    return [
      ...rows.flatMap(({ key, before, after: row }) => rowFaults(key, before, row)),
      ...rows.flatMap(({ key, after: row }) => takenFault(key, row, taken)),
      ...rows.flatMap(({ key, after: row }) =>
        office.people.get(String(row?.id))?.erasedAt ? [{ key, message: ERASED }] : [],
      ),
      ...(fault && first ? [{ key: first.key, field: "active", message: fault }] : []),
    ]
  },
  heldBack: async (rows, today) => (await stillInHand(rows, today)).map(({ fault }) => fault),
  effects: async ({ before, after, rows, effectiveFrom }, office) => {
    const effects = await peopleEffects(withPeople(office.people, before), withPeople(office.people, after), {
      day: effectiveFrom,
      office,
    })
    const inHand = await stillInHand(rows, office.today)
    return {
      ...effects,
      notes: [
        ...effects.notes,
        ...signOnNotes(rows),
        ...inHand.map(({ fault, kinds }) => `${fault.message} Gồm: ${kinds}.`),
      ],
    }
  },
  async write(rows, session, at) {
    const told: Secret[] = []
    await freeSignOnIds(rows, session)
    for (const { before, after } of rows) {
      if (!after) continue
      const isIssued = before === null || Number(after.passwordIssue) > Number(before.passwordIssue)
      const until = isIssued ? new Date(at.getTime() + ONE_TIME_MS) : null
      const secret = await saved({ before, after }, until, session)
      if (secret) told.push(secret)
    }
    await tellOfSignOn(rows, session, at)
    return told
  },
}

/** Who is switched off while they have something in hand: it would be nobody's. */
async function stillInHand(
  rows: readonly RowChange[],
  today: IsoDay,
): Promise<{ fault: RowFault; kinds: string }[]> {
  const leaving = rows.filter(({ before, after }) => before?.active === true && after?.active === false)
  const found = await Promise.all(
    leaving.map(async ({ key, after }) => {
      const items = await findOwnedWork(String(after?.id), today)
      if (items.length === 0) return []
      const message = `${String(after?.fullName)} còn giữ ${formatNumber(items.length)} mục. Bàn giao ở «Quản trị, Bàn giao việc» rồi mới ngừng sử dụng.`
      const kinds = [...Map.groupBy(items, ({ kind }) => kind)]
        .map(([kind, own]) => `${HANDOVER_LABELS[kind].toLocaleLowerCase("vi")} ${formatNumber(own.length)}`)
        .join("; ")
      return [{ fault: { key, field: "active", message }, kinds }]
    }),
  )
  return found.flat()
}

function rowFaults(key: string, before: Row | null, row: Row | null): RowFault[] {
  if (!row)
    return [
      { key, message: "Người đã có trong hệ thống thì không xóa: bỏ đánh dấu «Đang sử dụng» để ngừng." },
    ]
  const issued = Number(row.passwordIssue) - (before ? Number(before.passwordIssue) : 0)
  if (before ? issued < 0 || issued > 1 : issued !== 1)
    return [
      {
        key,
        field: "passwordIssue",
        message: before
          ? `Giữ số ${before.passwordIssue}, hoặc tăng thêm 1 để cấp mật khẩu mới.`
          : "Người mới ghi 1: mật khẩu đầu tiên được cấp khi xác nhận.",
      },
    ]
  return []
}

/** One person at the provider is one person here. */
function takenFault(key: string, row: Row | null, taken: ReadonlyMap<string, readonly Row[]>): RowFault[] {
  const signOnId = String(row?.signOnId ?? "")
  const other = signOnId === "" ? undefined : taken.get(signOnId)?.find(({ id }) => id !== row?.id)
  if (!other) return []
  const message = `Mã định danh này đã là của ${String(other.fullName)} («${String(other.id)}»). Mỗi mã chỉ gắn với một người.`
  return [{ key, field: "signOnId", message }]
}

/** @param until when a new password is given: until when it opens the page that changes it */
async function saved(
  { before, after: row }: { before: Row | null; after: Row },
  until: Date | null,
  session: ClientSession,
): Promise<Secret | null> {
  const id = String(row.id)
  const known = await findUser(id, session)
  const fullName = String(row.fullName)
  const facts = {
    fullName,
    active: row.active === true,
    passwordIssue: Number(row.passwordIssue),
    signOnId: row.signOnId ? String(row.signOnId) : null,
  }
  const password = until && randomBytes(12).toString("base64url")
  const base: User = known ?? { id, passwordHash: "", assignments: [], trainingPassword: null, ...facts }
  await saveUsers(
    [
      {
        ...base,
        ...facts,
        // Who is back is not erased by what was asked before.
        ...(facts.active ? { erasureAsked: null } : {}),
        ...(password
          ? {
              passwordHash: await hashPassword(password),
              trainingPassword: null,
              oneTimeUntil: until,
              secondFactor: null,
              passkeys: [],
              recovery: [],
            }
          : {}),
      },
    ],
    session,
  )
  // Whoever came by a name at the provider that is no longer theirs goes too.
  const isElsewhere = Boolean(before?.signOnId) && before?.signOnId !== facts.signOnId
  if (password || !facts.active || isElsewhere) await removeSessionsOf(id, { session })
  return password ? { userId: id, fullName, password } : null
}
