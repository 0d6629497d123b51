import type { z } from "zod"
import { REPEAL_KIND_LABELS } from "#models/procedure-repeal/procedure-repeal.ts"
import { SCOPE_ANSWER_LABELS } from "#models/procedure-scope/scope.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { RECALL_OUTCOME_LABELS } from "../campaign/recall-outcome.ts"
import { TABLE_LABELS, type TableId } from "../reference-change/table-names.ts"
import { placeInWords } from "../registration/remark.ts"
import { TAKE_OVER_LABELS } from "../registration/take-over.ts"
import { formatDay } from "../shared/dates.ts"
import { SERVICE_LEVEL_LABELS } from "../shared/levels.ts"
import { ROLE_LABELS } from "../shared/workflow.ts"
import { FOREIGN_OUTCOME_LABELS } from "../store-recovery/store-recovery.ts"
import { CORRECTION_OUTCOME_LABELS } from "../user/correction-outcomes.ts"
import type { SIGN_IN_FAULTS, SIGN_ON_FAULTS } from "../user/sign-in-faults.ts"
import { AUDIT_SHAPES } from "./audit-shapes.ts"

type Shapes = typeof AUDIT_SHAPES
type Read<Shape> = Shape extends z.ZodType ? z.output<Shape> : never

/** What is told of an event beside its name: the reason, question, number or level that came with it, in order. */
type Details = {
  [Kind in keyof Shapes]?: { [Type in keyof Shapes[Kind]]?: (payload: Read<Shapes[Kind][Type]>) => string[] }
}

const because = ({ reason }: { reason: string }) => [reason]
const proposed = ({ proposal }: { proposal: { level: keyof typeof SERVICE_LEVEL_LABELS } }) => [
  SERVICE_LEVEL_LABELS[proposal.level],
]
const attached = ({ fileName, criterion }: { fileName: string; criterion: string }) => [
  `tệp ${fileName}`,
  criterion && `tiêu chí ${criterion}`,
]

const movedTo = ({
  name,
  from,
  due,
  reason,
}: {
  name: string
  from: string
  due: string
  reason: string
}) => [name, from === due ? `hạn ${formatDay(due)}` : `${formatDay(from)} → ${formatDay(due)}`, reason]

const handed = ({ fromName, toName, reason }: { fromName: string; toName: string; reason: string }) => [
  `${fromName} → ${toName}`,
  reason,
]

const FAILED_LABELS = {
  WRONG: "sai tên hoặc mật khẩu",
  TOO_MANY: "thử quá nhiều lần",
  RUN_OUT: "mật khẩu dùng một lần đã hết hạn",
  WRONG_CODE: "sai mã bước hai",
  WRONG_PASSKEY: "khóa truy cập không đúng",
  COPIED_PASSKEY: "khóa truy cập đếm lùi, có thể đã bị sao chép",
  UNKNOWN_PERSON: "đăng nhập chung, mã định danh chưa gắn với ai",
  NOT_ACTIVE: "đăng nhập chung, tài khoản đã ngừng sử dụng",
  OTHER_PERSON: "đăng nhập chung bằng tài khoản của người khác",
  SIGN_ON: "đăng nhập chung không thành",
} as const satisfies Record<(typeof SIGN_IN_FAULTS)[number], string>

const SIGN_ON_LABELS = {
  AWAY: "nơi đăng nhập không trả lời",
  DENIED: "bị từ chối ở đó",
  STALE: "câu trả lời cũ hoặc của trình duyệt khác",
  CLOCK: "đồng hồ lệch",
  NOT_OURS: "câu trả lời không dành cho lần này hoặc bị sửa",
  OLD_PROOF: "không hỏi lại người đăng nhập",
  NO_TIME: "không cho biết đã hỏi lúc nào",
  MISCONFIGURED: "cấu hình chưa khớp",
} as const satisfies Record<(typeof SIGN_ON_FAULTS)[number], string>

const bySignOn = (how: "SIGN_ON" | undefined) => (how === "SIGN_ON" ? "bằng đăng nhập chung" : "")

const DETAILS: Details = {
  unitReturn: {
    "return.sent": ({ sequence, number, rows, left }) => [
      `lần ${sequence}, công văn số ${number}, ${formatNumber(rows)} dịch vụ`,
      left > 0 ? `còn ${formatNumber(left)} ở đơn vị` : "đủ",
    ],
  },
  unitSheet: { "work.handedOver": handed },
  campaign: {
    "work.handedOver": handed,
    "edition.consolidated": ({ entries, leftOutReason, withdrawal }) => [
      `${entries} dịch vụ`,
      leftOutReason && `để lại: ${leftOutReason}`,
      withdrawal ? `đưa ra ${withdrawal.count} dịch vụ: ${withdrawal.reason}` : "",
    ],
    "submission.made": ({ submissionNumber }) => [`tờ trình số ${submissionNumber}`],
    "number.assigned": ({ number, dayReason }) => [`số ${number}`, dayReason?.reason ?? ""],
    "decision.sealed": ({ dayReason }) => [dayReason?.reason ?? ""],
    "decision.issued": ({ dayReason }) => [dayReason?.reason ?? ""],
    "edition.returned": because,
    "edition.recalled": ({ reason, follows }) => [
      reason,
      follows ? RECALL_OUTCOME_LABELS[follows].toLocaleLowerCase("vi") : "",
    ],
    "campaign.stopped": because,
    "erratum.recorded": ({ letter, text, place, wrong, right }) => [
      `công văn ${letter}`,
      ...(wrong && right ? [`${place}: «${wrong}» → «${right}»`] : []),
      text,
    ],
  },
  registration: {
    "work.handedOver": handed,
    "copy.handedOver": handed,
    "draft.saved": proposed,
    "proposal.submitted": proposed,
    "record.renewed": because,
    "unit.moved": ({ agencyName, back }) => [agencyName, back ? "hoàn lại việc sắp xếp" : ""],
    "proposal.returnedByHead": because,
    "proposal.withdrawn": because,
    "proposal.returned": because,
    "headReturn.recalled": because,
    "return.recalled": because,
    "approval.grantedUrgently": because,
    "approval.revoked": because,
    "duty.takenOver": ({ outcome, reason }) => [TAKE_OVER_LABELS[outcome].toLocaleLowerCase("vi"), reason],
    "consultation.requested": ({ agencyName, question, dueOn }) => [
      agencyName ?? "",
      question,
      `hạn trả lời ${formatDay(dueOn)}`,
    ],
    "consultation.lapsed": ({ agencyName }) => [agencyName ? `${agencyName} không trả lời` : ""],
    "consultation.answered": ({ opinion }) => [opinion],
    "appraisal.assigned": ({ personName }) => [`cho ${personName}`],
    "remark.made": ({ place, text }) => [placeInWords(place), text],
    "remark.resolved": ({ remarkId, words }) => [`nhận xét ${remarkId}`, words],
    "remark.settled": ({ remarkId, words }) => [`nhận xét ${remarkId}`, words],
    "remark.reopened": ({ remarkId, words }) => [`nhận xét ${remarkId}`, words],
    "comment.added": ({ mentions }) => [mentions.length > 0 ? `nhắc ${mentions.join(", ")}` : ""],
    "appraisal.agreed": ({ note }) => [note],
    "decision.issued": ({ decisionNumber }) => [`quyết định số ${decisionNumber}`],
    "procedure.repealed": ({ decision }) => [`quyết định ${decision}`],
    "attachment.added": attached,
    "attachment.removed": attached,
    "attachment.erased": attached,
    "attachment.infected": ({ virus, ...file }) => [...attached(file), virus],
    "lead.changed": ({ from, to }) => [`${from} → ${to}`],
  },
  account: {
    "session.started": ({ address, how }) => [`từ ${address}`, bySignOn(how)],
    "session.proven": ({ how }) => [bySignOn(how)],
    "passkey.added": ({ key, name }) => [name || (key && `khóa mã ${key}`)],
    "passkey.removed": ({ key, name }) => [name || (key && `khóa mã ${key}`)],
    "session.endedElsewhere": ({ scope }) => [scope === "OTHERS" ? "mọi phiên khác" : "một phiên"],
    "session.endedByOffice": ({ sessions, reason }) => [`${formatNumber(sessions)} phiên`, reason],
    "signIn.failed": ({ address, reason, fault }) => [
      FAILED_LABELS[reason],
      fault ? SIGN_ON_LABELS[fault] : "",
      `từ ${address}`,
    ],
  },
  regime: { "work.handedOver": handed, "pack.returned": because, "pack.withdrawn": because },
  referenceChange: {
    "work.handedOver": handed,
    "change.drafted": ({ table, rows, effectiveFrom, reason }) => [
      TABLE_LABELS[table as TableId] ?? table,
      `${rows} dòng`,
      `từ ${formatDay(effectiveFrom)}`,
      reason,
    ],
    "change.refused": because,
    "change.withdrawn": because,
  },
  delegation: {
    "delegation.made": ({ principalName, deputyName, from, to, ground }) => [
      `${deputyName} thay ${principalName}`,
      `từ ${formatDay(from)} đến ${formatDay(to)}`,
      `theo ${ground}`,
    ],
    "delegation.declined": because,
    "delegation.ended": because,
  },
  outbox: { "message.requeued": because },
  recovery: {
    "numbers.settled": ({ year, symbol, before, last }) => [
      `${symbol} năm ${year}: sổ giấy đến số ${last}, hệ thống biết đến số ${before}`,
    ],
    "portals.read": ({ portals, unreadable, unknown }) => [
      `${portals} cổng, ${unreadable} chưa đọc được`,
      `${unknown} bản ghi chưa biết`,
    ],
    "record.settled": ({ target, recordId, as }) => [`${recordId} ở ${target}`, FOREIGN_OUTCOME_LABELS[as]],
    "portal.waiverAsked": ({ target, reason }) => [`cổng ${target}`, reason],
    "portal.waived": ({ target, reason }) => [`cổng ${target}`, reason],
    "recovery.finished": ({ records }) => [`${records} bản ghi đã đối chiếu`],
  },
  deadline: {
    "work.handedOver": handed,
    "deadline.recorded": ({ name, due }) => [name, `hạn ${formatDay(due)}`],
    "deadline.moved": movedTo,
    "deadline.paused": ({ name, reason }) => [name, reason],
    "deadline.resumed": movedTo,
    "deadline.done": ({ name, reason }) => [name, reason],
    "reminder.sent": ({ name, due, step, to }) => [name, `hạn ${formatDay(due)}`, step, `${to} người nhận`],
  },
  remark: {
    "remark.received": ({ procedureCode, to }) => [`thủ tục ${procedureCode}`, `${to} người nhận`],
    "remark.answered": ({ procedureCode }) => [`thủ tục ${procedureCode}`],
    "remark.closed": ({ procedureCode }) => [`thủ tục ${procedureCode}`],
  },
  bulkJob: { "work.handedOver": handed, "bulk.started": ({ rows, reason }) => [`${rows} mục`, reason ?? ""] },
  registerChange: { "change.resolved": ({ note }) => [note] },
  procedure: {
    "scope.settled": ({ answer, before, reason, added }) => [
      SCOPE_ANSWER_LABELS[answer],
      ...(before && before !== answer ? [`trước đó: ${SCOPE_ANSWER_LABELS[before]}`] : []),
      ...(added ? [`thêm ${added.registrations} đăng ký vào đợt ${added.campaignId}`] : []),
      reason,
    ],
    "procedure.repealed": ({ kind, number, decidedOn, effectiveOn, services, records }) => [
      `${REPEAL_KIND_LABELS[kind].toLocaleLowerCase("vi")} theo ${number} ngày ${decidedOn}, hết hiệu lực ${effectiveOn}`,
      `${services} dịch vụ`,
      `${records} bản ghi báo các cổng`,
    ],
    "procedure.repealPlanned": ({ kind, number, decidedOn, effectiveOn, services }) => [
      `${REPEAL_KIND_LABELS[kind].toLocaleLowerCase("vi")} theo ${number} ngày ${formatDay(decidedOn)}, từ ${formatDay(effectiveOn)}`,
      `${services} dịch vụ`,
    ],
    "procedure.repealUndone": ({ number, effectiveOn, reason }) => [
      `${number}, từ ${formatDay(effectiveOn)}`,
      reason,
    ],
  },
  evidence: {
    "evidence.imported": ({ rows, text, fileName }) => [`${rows} mục`, text, `tệp ${fileName}`],
    "evidence.decided": ({ rows, note }) => [`${rows} mục`, note],
  },
  import: {
    "work.handedOver": handed,
    "register.imported": ({ fileName }) => [`tệp ${fileName}`],
    "register.importRefused": ({ fileName }) => [`tệp ${fileName}`],
    "register.importUndone": ({ fileName, removed, restored, reason }) => [
      `tệp ${fileName}`,
      `${formatNumber(removed)} thủ tục ra khỏi sổ`,
      `${formatNumber(restored)} thủ tục trở lại nội dung trước`,
      reason,
    ],
  },
  website: {
    "site.lookAsked": ({ name }) => [name],
    "site.lookedAt": ({ isReachable, fault }) => [
      isReachable === null ? "chưa kiểm tra được" : isReachable ? "truy cập được" : "không truy cập được",
      ...(fault ? [fault] : []),
    ],
  },
  portal: { "portal.tested": ({ message }) => [message] },
  province: {
    "province.setUp": ({ name, agencies, communes }) => [
      name,
      `${agencies} cơ quan`,
      `${communes} xã, phường, đặc khu`,
    ],
  },
  reorganisation: {
    "work.handedOver": handed,
    "plan.returned": because,
    "plan.withdrawn": because,
    "act.confirmed": ({ norm, day, moves }) => [norm, `thực hiện từ ${day}`, `${moves} mục chuyển`],
    "act.revoked": because,
    "force.taken": ({ moves }) => [`${moves} mục đã chuyển`],
    "undoing.begun": because,
    "undoing.done": ({ moves }) => [`${moves} mục đã hoàn lại`],
  },
  user: {
    "work.handedOver": ({ toNames, items, reason }) => [`${formatNumber(items)} mục cho ${toNames}`, reason],
    "details.correctionAnswered": ({ outcome }) => [CORRECTION_OUTCOME_LABELS[outcome]],
    "details.erasureAsked": because,
    "details.erased": ({ reason, removed }) => [reason, `${formatNumber(removed)} bản ghi đã xóa`],
    "signerNumber.asked": because,
    "signerNumber.refused": because,
    "signerNumber.renewed": because,
    "signerNumber.unsaid": ({ id }) => [id],
    "user.added": ({ role, agencyId }) => [ROLE_LABELS[role], `tại ${agencyId}`],
  },
}

type Told = (payload: unknown) => string[]

/** The details of an entry in Vietnamese; none where its payload is not what its event keeps. */
export const auditDetailsOf = (kind: string, type: string, payload: unknown): string[] => {
  const shapes: Record<string, Record<string, z.ZodType>> = AUDIT_SHAPES
  const told = (DETAILS as Record<string, Record<string, Told>>)[kind]?.[type]
  const read = shapes[kind]?.[type]?.safeParse(payload)
  return told && read?.success ? told(read.data).filter((part) => part !== "") : []
}
