import { SimpleGrid, Stack, Text, Title } from "@mantine/core"
import type { ReactNode } from "react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { PeriodPage } from "#workflows/screens/period-page.server.ts"
import { CheckboxField, HiddenField, SelectField, TextAreaField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"
import { PERIOD_FORMS, type PeriodForm } from "./period-schemas.ts"

type Answer = { intent: string; errors?: FieldErrors; values?: Record<string, unknown> } | undefined

/** What this person may do with the period, each a form of its own; a small one stands open, one with fields is folded. */
export function PeriodForms({ page, answer }: { page: PeriodPage; answer: Answer }) {
  const { offers, units, signatories, mayCorrect, period } = page
  const form = (intent: PeriodForm, title: string, children: ReactNode, submit: string) => (
    <PeriodFormOf key={intent} {...{ intent, title, submit, answer }} revision={period.revision}>
      {children}
    </PeriodFormOf>
  )
  const open = units.filter(({ state }) => state !== "accepted")
  const forms = [
    offers.lock
      ? form("lock", "Khóa kỳ, lập báo cáo tổng hợp", <Exceptions open={open} />, "Khóa kỳ, tổng hợp")
      : null,
    offers.number
      ? form(
          "number",
          "Cấp số, trình ký",
          <>
            <TextField
              name="number"
              label="Số (…/BC-UBND)"
              description="Để trống để lấy số tiếp theo của năm."
              inputMode="numeric"
              maw={280}
            />
            <Signatories of={signatories} />
          </>,
          "Cấp số, trình ký",
        )
      : null,
    offers.sign
      ? form(
          "sign",
          "Ký báo cáo",
          <CheckboxField name="confirmed" label="Tôi đã đọc báo cáo và ký bằng chữ ký số của mình." />,
          "Ký báo cáo",
        )
      : null,
    offers.send
      ? form(
          "send",
          "Đóng dấu, gửi",
          <Text>Cơ quan ký số; lãnh đạo và các đơn vị được báo.</Text>,
          "Đóng dấu, gửi báo cáo",
        )
      : null,
    offers.signatory
      ? form(
          "signatory",
          "Đổi người ký báo cáo",
          <>
            <Text>
              Báo cáo đang trình {period.signatory} ký. Số, ngày giữ nguyên; văn bản được lập lại cho người ký
              mới.
            </Text>
            <Signatories of={signatories} />
            <ReasonField />
          </>,
          "Đổi người ký báo cáo",
        )
      : null,
    offers.unlock ? form("unlock", "Mở lại để tổng hợp lại", <ReasonField />, "Mở lại kỳ") : null,
    offers.reopen
      ? form("reopen", "Mở lại kỳ đã gửi", <Reopened units={units} />, "Mở lại, lập bản sửa đổi")
      : null,
    offers.correct
      ? form("correct", "Đính chính số liệu đã chốt", <Corrected {...mayCorrect} />, "Ghi đính chính")
      : null,
    offers.withdraw ? form("withdraw", "Rút yêu cầu báo cáo", <ReasonField />, "Rút yêu cầu") : null,
  ].filter((one) => one !== null)
  if (forms.length === 0) return null
  return (
    <section aria-labelledby="viec">
      <Title order={2} id="viec" mb="xs">
        Việc tiếp theo
      </Title>
      <Stack gap="sm">{forms}</Stack>
    </section>
  )
}

type OneForm = {
  intent: PeriodForm
  title: string
  submit: string
  revision: number
  answer: Answer
  children: ReactNode
}

function PeriodFormOf({ intent, title, submit, revision, answer, children }: OneForm) {
  const isMine = answer?.intent === intent
  return (
    <details open={isMine}>
      <summary>{title}</summary>
      <ZodForm
        key={`${intent} ${revision}`}
        schema={PERIOD_FORMS[intent]}
        label={title}
        errors={isMine ? answer.errors : undefined}
        defaultValues={{ ...(isMine ? answer.values : {}), intent, revision }}
      >
        <HiddenField name="intent" />
        <HiddenField name="revision" />
        {children}
        <SubmitButton>{submit}</SubmitButton>
      </ZodForm>
    </details>
  )
}

const Signatories = ({ of }: { of: PeriodPage["signatories"] }) => (
  <SelectField
    name="signatoryId"
    label="Người ký"
    required
    maw={420}
    data={of.map(({ personId, fullName, position }) => ({
      value: personId,
      label: `${fullName}, ${position}`,
    }))}
  />
)

const ReasonField = () => <TextAreaField name="reason" label="Lý do" required maw={560} />

/** Who is missing, each with the reason for which the period is locked without them. */
function Exceptions({ open }: { open: PeriodPage["units"] }) {
  if (open.length === 0)
    return <Text>Mọi đơn vị đã có báo cáo được chấp nhận. Sau khi khóa, số liệu không sửa được nữa.</Text>
  return (
    <>
      <Text>
        {formatNumber(open.length)} đơn vị chưa có báo cáo được chấp nhận. Ghi lý do khóa khi chưa có báo cáo
        của từng đơn vị; lý do chung dùng cho đơn vị để trống. Sau khi khóa, số liệu không sửa được nữa.
      </Text>
      <TextAreaField name="common" label="Lý do chung" maw={560} rows={2} />
      <details open={open.length <= 8}>
        <summary>Lý do riêng từng đơn vị</summary>
        <Stack gap="xs" mt="xs">
          {open.map(({ agencyId, unit }) => (
            <TextField key={agencyId} name={`reason.${agencyId}`} label={unit} maw={560} />
          ))}
        </Stack>
      </details>
    </>
  )
}

function Reopened({ units }: { units: PeriodPage["units"] }) {
  return (
    <>
      <Text>
        Báo cáo của đơn vị được chọn trở lại đơn vị để sửa. Bản đã gửi giữ nguyên; bản sau là bản sửa đổi có
        số, nêu rõ chỗ khác.
      </Text>
      <ReasonField />
      <fieldset style={{ border: 0, padding: 0 }}>
        <legend>Đơn vị phải sửa báo cáo</legend>
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="xs" mt="xs">
          {units.map(({ agencyId, unit }) => (
            <CheckboxField key={agencyId} name={`unit.${agencyId}`} label={unit} />
          ))}
        </SimpleGrid>
      </fieldset>
    </>
  )
}

function Corrected({ agencies, keys }: PeriodPage["mayCorrect"]) {
  return (
    <>
      <Text>Số đã chốt giữ nguyên trong báo cáo; đính chính đứng bên cạnh.</Text>
      <SelectField
        name="agencyId"
        label="Cơ quan, đơn vị"
        required
        maw={420}
        data={agencies.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        name="key"
        label="Số liệu"
        required
        maw={560}
        data={keys.map(({ key, label }) => ({ value: key, label }))}
      />
      <TextField name="now" label="Số liệu đúng" required maw={320} />
      <ReasonField />
    </>
  )
}
