import { Group, Stack, Text, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import { useMemo, useState } from "react"
import { type LegalRegime, proactiveLevelText } from "#models/legal-regime/legal-regime.ts"
import { startingProposal } from "#workflows/classification/starting-proposal.ts"
import { ProposalFields } from "#workflows/registration/proposal-fields.ts"
import { Instant } from "../../components/values.tsx"
import { SelectField, TextAreaField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { Autosave, type CopyVersions } from "./autosave.tsx"
import { CriteriaGroups } from "./criteria-groups.tsx"
import { CriterionQuestion } from "./criterion-question.tsx"
import { EventButtons } from "./event-buttons.tsx"
import { SuggestionSummary } from "./evidence.tsx"
import { LevelFields } from "./level-fields.tsx"
import { OlderCopy } from "./older-copy.tsx"
import { byPosition, fieldsOf, lettersShown, typedFields } from "./proposal-values.ts"
import classes from "./registration.module.css"
import { FIELD_PLACES, lettersRemarked, RemarksHere, remarksTab } from "./remarks-here.tsx"
import type { RefusedForm, RegistrationScreenData } from "./screen-data.ts"
import { WhatIsMissing } from "./what-is-missing.tsx"

type ProposalFormProps = {
  page: RegistrationScreenData
  revision: number
  answer: RefusedForm | undefined
}

/** Of the form, for what stands outside it. */
export const PROPOSAL_FORM = "bieu-mau-de-xuat"

/** The officer's answers and proposal. Posts plain fields; what was typed comes back after a refusal. */
export function ProposalForm({ page, revision, answer }: ProposalFormProps) {
  const { registration, context, regime, nextId } = page
  const { suggestion } = registration
  const kept = startingProposal(context.proposal, suggestion)
  // The same object while the answer is the same: the form takes new errors as a new answer.
  const shownErrors = useMemo(
    () => (answer?.conflict ? undefined : byPosition(answer?.errors, regime)),
    [answer, regime],
  )
  const copy = page.workingCopy
  // What was just refused is newer than what was kept while typing.
  const typed = answer?.values ?? (page.takesOlder ? page.olderCopy?.fields : copy?.fields)
  const values = { ...fieldsOf(kept, regime), ...(typed ? typedFields(typed, regime) : {}) }
  const [versions, setVersions] = useState<CopyVersions>({ known: page.copyVersion, next: "" })
  return (
    <Stack component="section" gap="sm" aria-labelledby="de-xuat">
      <Title order={2} id="de-xuat">
        Trả lời tiêu chí và đề xuất
      </Title>
      <SuggestionSummary page={page} />
      {copy && !answer && !page.takesOlder ? <HalfDone savedAt={copy.savedAt} versions={versions} /> : null}
      {answer ? null : <OlderCopy page={page} />}
      {context.proposal || copy || !suggestion.sure ? null : (
        <Text size="sm">
          Mọi tiêu chí đã rõ và được điền theo gợi ý. Hãy đối chiếu với nội dung thủ tục trước khi trình.
        </Text>
      )}
      <ZodForm
        id={PROPOSAL_FORM}
        schema={ProposalFields}
        errors={shownErrors}
        defaultValues={values}
        label="Đề xuất mức độ"
        gap="sm"
      >
        <input type="hidden" name="revision" value={revision} />
        <CriteriaGroups
          page={page}
          titles={{
            DOUBTFUL: "Cần bạn quyết",
            UNMET: "Chưa đạt hoặc có ghi chú",
            CLEAR: "Đã rõ, khớp bằng chứng",
          }}
          shown={[...lettersShown(shownErrors, values, suggestion), ...lettersRemarked(page)]}
        >
          {(criterion, index) => (
            <CriterionQuestion
              together={togetherOf(page, criterion.letter)}
              index={index}
              criterion={criterion}
              suggestion={suggestion}
              hasNote={Boolean(values.answers[index]?.note)}
              remarks={
                <RemarksHere page={page} place={`criterion:${criterion.letter}`} to={remarksTab(page)} />
              }
            />
          )}
        </CriteriaGroups>
        <LevelFields page={page} />
        {FIELD_PLACES.map((place) => (
          <RemarksHere key={place} page={page} place={place} to={remarksTab(page)} />
        ))}
        <ProactiveField regime={regime} />
        {page.procedure && page.procedure.services.length > 1 ? (
          <CaseNameField page={page} isOpen={hasCaseName(values, shownErrors)} />
        ) : null}
        <TextAreaField name="note" label="Ghi chú chung" rows={1} />
        <WhatIsMissing page={page} />
        <Autosave
          registrationId={registration.id}
          userId={page.viewerId}
          revision={revision}
          copyVersion={page.copyVersion}
          versions={versions}
          onVersions={setVersions}
        />
        <div className={classes.bar}>
          <EventButtons event="proposal.submitted" hasNext={false} isMain />
          <SubmitButton
            name="intent"
            value="draft.saved"
            variant="default"
            data-phim="KeyS"
            aria-keyshortcuts="Alt+S"
          >
            Lưu dự thảo
          </SubmitButton>
          {nextId ? (
            <details className={classes.more}>
              <summary>Rồi sang mục kế tiếp</summary>
              <Group gap="sm">
                <SubmitButton name="intent" value="proposal.submitted+next" variant="light">
                  Trình và sang mục kế tiếp
                </SubmitButton>
                <SubmitButton name="intent" value="draft.saved+next" variant="default">
                  Lưu và sang mục kế tiếp
                </SubmitButton>
              </Group>
            </details>
          ) : null}
        </div>
      </ZodForm>
    </Stack>
  )
}

function togetherOf({ alikeDoubts, registration }: RegistrationScreenData, letter: string) {
  const count = alikeDoubts[letter] ?? 0
  return count > 1 ? { count, to: paths.answerTogether(registration.id, letter) } : null
}

/** A name somebody gave, or one that was refused, is never folded away. */
const hasCaseName = (values: { caseName?: unknown }, errors: FieldErrors | undefined): boolean =>
  Boolean(values.caseName) || errors?.caseName !== undefined

/** Says that the form holds what was typed and never saved, and offers to drop it. */
function HalfDone({ savedAt, versions }: { savedAt: Date; versions: CopyVersions }) {
  return (
    <Form method="post" aria-label="Phần nhập dở">
      <input type="hidden" name="copyVersion" value={versions.known} />
      <input type="hidden" name="copyNext" value={versions.next} />
      <Group gap="sm" role="status" className={classes.done}>
        <Text size="sm">
          Biểu mẫu đang có phần bạn nhập dở, tự lưu lúc <Instant at={savedAt} />, chưa lưu thành dự thảo.
        </Text>
        <SubmitButton name="intent" value="copy.discarded" variant="default" size="compact-sm">
          Bỏ phần nhập dở
        </SubmitButton>
      </Group>
    </Form>
  )
}

/** The second axis of NĐ 224/2026/NĐ-CP Điều 16; not asked under a law that has none. */
function ProactiveField({ regime }: { regime: LegalRegime }) {
  const [first] = regime.proactiveLevels
  if (!first) return null
  return (
    <SelectField
      name="proactiveLevel"
      label="Mức độ dịch vụ công trực tuyến chủ động"
      description="Chỉ ghi khi dịch vụ đã được cung cấp chủ động; khác với mức độ trực tuyến ở trên."
      data={[
        { value: "", label: "Không" },
        ...regime.proactiveLevels.map((one) => ({
          value: String(one.level),
          label: `${proactiveLevelText(one)} (${one.article})`,
        })),
      ]}
    />
  )
}

/** What tells the service from the others of its procedure, where the record says it badly or not at all. */
function CaseNameField({ page, isOpen }: { page: RegistrationScreenData; isOpen: boolean }) {
  const { registration, procedure } = page
  const cases = (procedure?.cases ?? []).flatMap(({ name }) => name || [])
  const usual = registration.caseName || procedure?.name
  return (
    <details className={classes.more} open={isOpen}>
      <summary>Tên trường hợp{isOpen ? "" : `: «${usual}»`}</summary>
      <TextField
        name="caseName"
        label="Tên trường hợp"
        description={[
          `Thủ tục có nhiều dịch vụ công; tên này phân biệt chúng trong danh mục, phụ lục. Để trống thì ghi «${usual}».`,
          ...(cases.length > 0 ? [`Các trường hợp hồ sơ của thủ tục: ${cases.join("; ")}.`] : []),
        ].join(" ")}
      />
    </details>
  )
}
