import { RuleBrokenError } from "#models/shared/errors.ts"
import { asStamp, isSamePerson } from "#models/shared/workflow.ts"
import { checkEdition } from "#workflows/document-text/check-edition.ts"
import { defineStep } from "../campaign-step.ts"
import { currentEdition } from "../decision-bytes.server.ts"
import { assertProofsForm } from "../document-form.server.ts"

/**
 * The records office answers for the form (NĐ 30/2020 Điều 12(2)): every check of decision-layout.md §11.2 must hold,
 * and the documents as they would be drawn today must pass when read back.
 */
export const checkForm = defineStep({
  intent: "checkForm",
  event: "form.checked",
  permission: {
    action: "edition.checkForm",
    label: "Kiểm tra thể thức",
    roles: ["RECORDS_CLERK"],
    scope: "ANY_AGENCY",
  },
  label: "Xác nhận kiểm tra thể thức",
  title: "Kiểm tra thể thức văn bản",
  place: "NEXT",
  working: "Đang kiểm tra từng dòng…",
  fields: [
    { kind: "DIGEST", name: "digest" },
    {
      kind: "CONFIRMATION",
      name: "confirmed",
      label: "Tôi đã kiểm tra thể thức, kỹ thuật trình bày của văn bản.",
      description: "Điều 12 khoản 2 Nghị định số 30/2020/NĐ-CP",
      missing: "Hãy xác nhận đã kiểm tra thể thức.",
    },
  ],
  whyNot: ({ workflow }, actor) =>
    isSamePerson(workflow.context.contentChecked, asStamp(actor))
      ? "Người kiểm tra thể thức phải khác người kiểm tra nội dung."
      : null,
  act: async (d, { campaign }, { digest }) => {
    const edition = await currentEdition(campaign)
    const failed = checkEdition(edition).filter((check) => !check.ok)
    if (failed.length > 0)
      throw new RuleBrokenError(
        `Danh mục chưa đạt kiểm tra: ${failed.map((check) => check.message).join(" ")}`,
        { failed: failed.map((check) => check.rule) },
      )
    await assertProofsForm(d, edition, campaign)
    return { event: { type: "form.checked", digest } }
  },
})
