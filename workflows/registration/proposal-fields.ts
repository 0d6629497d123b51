import { z } from "zod"
import { CRITERION_ANSWERS } from "#models/legal-regime/legal-regime.ts"
import { CriterionAnswer, Proposal } from "#models/registration/proposal.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { citationTyped, ProvisionFields } from "./provision-fields.ts"

const NO_SUCH_LEVEL = "Hãy chọn mức độ chủ động trong danh sách."

const emptyAs = (nothing: null | undefined) => (value: unknown) =>
  value === "" || value === null ? nothing : value

/** A proposal as its form sends it: unanswered criteria and an unchosen reason arrive as empty text or not at all. */
export const ProposalFields = Proposal.extend({
  level: z.enum(SERVICE_LEVELS, "Hãy chọn mức độ đề xuất."),
  answers: z
    .array(
      CriterionAnswer.extend({
        value: z.preprocess(emptyAs(undefined), z.enum(CRITERION_ANSWERS).optional()),
        note: z.string().max(1000, "Ghi chú quá dài (tối đa 1000 ký tự).").default(""),
      }),
    )
    .default([])
    .transform((answers) =>
      answers.flatMap(({ value, ...answer }) => (value === undefined ? [] : [{ ...answer, value }])),
    ),
  partialReason: z.preprocess(emptyAs(null), Proposal.shape.partialReason),
  proactiveLevel: z.preprocess(
    emptyAs(null),
    z.coerce
      .number({ error: NO_SUCH_LEVEL })
      .int(NO_SUCH_LEVEL)
      .min(1, NO_SUCH_LEVEL)
      .nullable()
      .default(null),
  ),
  ...ProvisionFields,
})

/** What the form's fields propose: act, điều, khoản and điểm become one citation. */
export const proposalOf = ({
  article,
  clause,
  point,
  ...proposal
}: z.infer<typeof ProposalFields>): z.infer<typeof Proposal> => ({
  ...proposal,
  citation: citationTyped({ citation: proposal.citation, article, clause, point }),
})
