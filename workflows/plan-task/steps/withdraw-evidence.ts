import { EVIDENCE_KIND_LABELS, isOfPeople } from "#models/plan-task/evidence.ts"
import { reasonField } from "#workflows/step-fields.ts"
import { BY_UNIT, type PlanTaskStep } from "../plan-task-step.ts"

/** What was laid beside the task by mistake is taken away again, with a reason; what the system laid there stays. */
export const withdrawEvidence: PlanTaskStep = {
  event: "evidence.withdrawn",
  permissions: BY_UNIT,
  label: "Bỏ minh chứng",
  place: "OTHER",
  fields: [
    {
      kind: "CHOICE",
      name: "evidenceId",
      label: "Minh chứng cần bỏ",
      missing: "Chọn minh chứng cần bỏ.",
      options: [],
      none: "Chưa có minh chứng nào do người thêm.",
    },
    reasonField("reason", "Vì sao bỏ", "Ghi rõ vì sao bỏ (ít nhất 5 ký tự)."),
  ],
  fieldsOf: ({ evidence }) =>
    withdrawEvidence.fields.map((field) =>
      field.kind === "CHOICE"
        ? {
            ...field,
            options: evidence.filter(isOfPeople).map(({ id, kind, text }) => ({
              value: id,
              label: `${EVIDENCE_KIND_LABELS[kind]}: ${shortened(text)}`,
            })),
          }
        : field,
    ),
  whyNot: ({ evidence }) =>
    evidence.some(isOfPeople)
      ? null
      : "Chưa có minh chứng nào do người thêm để bỏ; việc và số liệu của hệ thống giữ nguyên.",
}

const MOST = 90
const shortened = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text)
