import { isIssuedState } from "#models/campaign/deadlines.ts"
import {
  SIGNING_CAPACITIES,
  SIGNING_CAPACITY_LABELS,
  type Signatory,
} from "#models/official-document/official-document.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { formatDay, isValidOn } from "#models/shared/dates.ts"
import { canonicalJson } from "#models/shared/digest.server.ts"
import {
  findCapacities,
  removeCapacity,
  saveCapacities,
} from "#models/user/signing-capacity.repository.server.ts"
import type { Effects } from "../effects.ts"
import type { OfficeData } from "../office-data.server.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { MOST_DOCUMENTS, type ReferenceTable, type RowFault, type TableChange } from "../reference-table.ts"

/** Who signs for whom or what; the head of an office is one at a time. */
const HEADS = ["HEAD", "TM", "Q"]

/** Quyền hạn ký (NĐ 30/2020 Điều 13; Phụ lục I, II.7). */
export const signingCapacities: ReferenceTable = {
  id: "tham-quyen-ky",
  lead: "Ai được ký, với quyền hạn nào, căn cứ vào đâu, từ ngày nào đến ngày nào.",
  fields: [
    { kind: "REFERENCE", to: "PERSON", name: "personId", label: "Người ký" },
    {
      kind: "CHOICE",
      name: "capacity",
      label: "Quyền hạn ký",
      options: SIGNING_CAPACITIES.map((value) => ({ value, label: SIGNING_CAPACITY_LABELS[value] })),
    },
    {
      kind: "TEXT",
      name: "position",
      label: "Chức vụ ghi trên văn bản",
      description: "Chữ in hoa như trên văn bản, ví dụ: PHÓ CHỦ TỊCH.",
      max: 120,
    },
    {
      kind: "TEXT",
      name: "fullName",
      label: "Họ tên ghi trên văn bản",
      description: "Bỏ trống thì lấy họ tên của người sử dụng.",
      max: 120,
      isOptional: true,
    },
    {
      kind: "TEXT",
      name: "ground",
      label: "Căn cứ",
      description: "Quyết định bổ nhiệm, phân công hoặc văn bản ủy quyền: số, ngày, cơ quan.",
      max: 300,
      isOptional: true,
    },
    { kind: "DAY", name: "heldFrom", label: "Từ ngày" },
    {
      kind: "DAY",
      name: "heldTo",
      label: "Đến hết ngày",
      description: "Bỏ trống khi chưa định; thừa ủy quyền phải có thời hạn.",
      isOptional: true,
    },
  ],
  key: ["personId", "capacity", "heldFrom"],
  days: { from: "heldFrom", to: "heldTo" },
  isLaw: true,
  isBoundByEditions: true,
  mostRows: MOST_DOCUMENTS,
  read: async (session) =>
    (await findCapacities(session)).map(
      ({ personId, capacity, position, fullName, ground = "", heldFrom, heldTo }) => ({
        personId,
        capacity,
        position,
        fullName,
        ground,
        heldFrom,
        heldTo,
      }),
    ),
  complete: (row, { people }) => ({
    ...row,
    position: String(row.position).toLocaleUpperCase("vi"),
    fullName: row.fullName || (people.get(String(row.personId))?.fullName ?? ""),
  }),
  faults: (change, office) => [
    ...change.rows.flatMap(({ key, before, after }) =>
      after ? faultsOf(before, after, office).map((fault) => ({ key, ...fault })) : [],
    ),
    ...overlapFaults(change, {
      span: ["heldFrom", "heldTo"],
      same: (one, other) => one.personId === other.personId && one.capacity === other.capacity,
      message: (other) =>
        `Người này đã giữ quyền hạn này với chức vụ «${other.position}» trong cùng thời gian`,
    }),
    ...overlapFaults(change, {
      span: ["heldFrom", "heldTo"],
      same: (one, other) =>
        one.personId !== other.personId &&
        one.position === other.position &&
        HEADS.includes(String(one.capacity)) &&
        HEADS.includes(String(other.capacity)),
      message: (other) => `Chức vụ «${other.position}» đang do ${other.fullName} giữ trong cùng thời gian`,
    }),
  ],
  effects: (change, office) => capacityEffects(change, office),
  async write(rows, session) {
    for (const { before, after } of rows) {
      if (before) await removeCapacity(before as Signatory, session)
      if (after) await saveCapacities([after as Signatory], session)
    }
    return undefined
  },
}

function faultsOf(before: Row | null, row: Row, { people, today }: OfficeData): Omit<RowFault, "key">[] {
  const faults: Omit<RowFault, "key">[] = []
  const onlyEnds = before !== null && withoutEnd(before) === withoutEnd(row)
  // Whoever left, and is called otherwise by now, stops signing: it goes to a successor.
  const stops =
    onlyEnds && typeof row.heldTo === "string" && row.heldTo <= String(before.heldTo ?? row.heldTo)
  const person = stops ? undefined : people.get(String(row.personId))
  if (person && row.fullName !== person.fullName)
    faults.push({
      field: "fullName",
      message: `Họ tên ghi trên văn bản khác họ tên của người sử dụng: «${person.fullName}». Bỏ trống hoặc sửa cho khớp.`,
    })
  if (person && !person.active)
    faults.push({
      field: "personId",
      message: `${person.fullName} đã ngừng sử dụng hệ thống nên không ký được.`,
    })
  if (!onlyEnds && String(row.ground ?? "").length < 5)
    faults.push({ field: "ground", message: "Ghi căn cứ: số, ngày của quyết định hoặc văn bản ủy quyền." })
  if (row.capacity === "TUQ" && row.heldTo === null)
    faults.push({
      field: "heldTo",
      message: "Thừa ủy quyền phải bằng văn bản và có thời hạn (NĐ 30/2020 Điều 13(4)): ghi ngày cuối.",
    })
  const ended = [before, row].find((one) => typeof one?.heldTo === "string" && one.heldTo < today)
  if (ended)
    faults.push({
      field: "heldTo",
      message: `Thẩm quyền này đã hết từ ngày ${formatDay(String(ended.heldTo))}; không sửa lại được. Hãy thêm dòng mới từ hôm nay trở đi.`,
    })
  return faults
}

const withoutEnd = ({ heldTo: _, ...row }: Row): string => canonicalJson(row)

const asSignatory = (row: Row): Signatory => row as unknown as Signatory

/** Who may sign on the first day, and decisions drawn for somebody who then no longer holds what the text says. */
function capacityEffects(
  { before, after, rows, effectiveFrom }: TableChange,
  { campaigns, people }: OfficeData,
): Effects {
  const heldOn = (all: readonly Row[]) =>
    all
      .map(asSignatory)
      .filter((one) => isValidOn({ validFrom: one.heldFrom, validTo: one.heldTo }, effectiveFrom))
  const [had, have] = [heldOn(before), heldOn(after)]
  const same = (one: Pick<Signatory, "personId" | "capacity" | "position">) => (other: typeof one) =>
    one.personId === other.personId && one.capacity === other.capacity && one.position === other.position
  const said = (one: Signatory) =>
    `${one.fullName}, ${SIGNING_CAPACITY_LABELS[one.capacity]}, ${one.position}`
  const drawn = campaigns.filter(({ workflow: { value, context } }) => {
    const { signatory, signed } = context
    return (
      signatory !== null &&
      signed === null &&
      !isIssuedState(value) &&
      had.some(same(signatory)) &&
      !have.some(same(signatory))
    )
  })
  return {
    moved: {
      roles: [
        ...have.filter((one) => !had.some(same(one))).map((one) => ({ text: `Được ký: ${said(one)}` })),
        ...had.filter((one) => !have.some(same(one))).map((one) => ({ text: `Thôi ký: ${said(one)}` })),
      ],
      documents: drawn.map(({ id, name }) => ({
        text: `«${name}»: quyết định đang trình người này ký phải trả lại để lập lại`,
        campaignId: id,
      })),
    },
    notes: [
      `Từ ngày ${formatDay(effectiveFrom)} có ${have.length} thẩm quyền ký còn hiệu lực (trước: ${had.length}).`,
      ...rows.flatMap(({ after: row }) => {
        const person = row && people.get(String(row.personId))
        const leads = person?.assignments.some(
          (one) => (one.role === "LEADER" || one.role === "CHIEF_OF_OFFICE") && isValidOn(one, effectiveFrom),
        )
        return person && !leads
          ? [
              `${person.fullName} chưa được phân công vai trò Lãnh đạo UBND tỉnh vào ngày này: cần phân công thì mới ký được.`,
            ]
          : []
      }),
    ],
  }
}
