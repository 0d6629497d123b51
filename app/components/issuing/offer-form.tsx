import { Text } from "@mantine/core"
import { useNavigation } from "@remix-run/react"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Offer } from "#workflows/campaign/edition-actions.ts"
import type { EditionIntent } from "#workflows/campaign/edition-intents.ts"
import { positionInText } from "#workflows/document-text/position-in-text.ts"
import type { EditionPage } from "#workflows/screens/edition-page.server.ts"
import { CheckboxField, HiddenField, SelectField, TextAreaField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"
import { EDITION_FORMS } from "./edition-forms.ts"

export type Answer = { intent: EditionIntent | null; errors: FieldErrors; values: Record<string, unknown> }

type OfferFormProps = { page: EditionPage; offer: Offer; answer: Answer | null }

/** The form of one step; what was typed and refused comes back into it. */
export function OfferForm({ page, offer, answer }: OfferFormProps) {
  const { intent } = offer
  const mine = answer?.intent === intent ? answer : null
  const { digest } = page.frozen ?? { digest: "" }
  return (
    <ZodForm
      key={`${intent} ${page.campaign.revision}`}
      schema={EDITION_FORMS[intent]}
      label={offer.label}
      errors={mine?.errors}
      defaultValues={{
        number: page.nextNumber?.number,
        ...(page.signatories.length === 1 ? { signatoryId: page.signatories[0]?.personId } : {}),
        ...mine?.values,
        // Always those of the page as it is now: after a conflict the person has seen what changed.
        intent,
        revision: page.campaign.revision,
        digest,
      }}
    >
      <HiddenField name="intent" />
      <HiddenField name="revision" />
      <HiddenField name="digest" />
      <Fields page={page} intent={intent} />
      <SubmitButton {...(isGrave(intent) ? { color: "red.9" } : {})}>{offer.label}</SubmitButton>
      <Progress intent={intent} />
    </ZodForm>
  )
}

const isGrave = (intent: EditionIntent): boolean => intent === "recall" || intent === "return"

function Fields({ page, intent }: { page: EditionPage; intent: EditionIntent }) {
  switch (intent) {
    case "consolidate":
      return <ConsolidateFields {...page.registrations} />
    case "resume":
      return <Text>Hồ sơ trở lại thẩm định; sau khi hoàn thiện sẽ chốt thành một bản dự thảo mới.</Text>
    case "checkContent":
      return (
        <CheckboxField
          name="confirmed"
          value="on"
          label="Tôi đã kiểm tra nội dung danh mục dưới đây và chịu trách nhiệm về nội dung."
          description="Điều 12 khoản 1 Nghị định số 30/2020/NĐ-CP"
        />
      )
    case "checkForm":
      return (
        <CheckboxField
          name="confirmed"
          value="on"
          label="Tôi đã kiểm tra thể thức, kỹ thuật trình bày của văn bản."
          description="Điều 12 khoản 2 Nghị định số 30/2020/NĐ-CP"
        />
      )
    case "submit":
      return <SubmitFields signatories={page.signatories} />
    case "initial":
      return (
        <CheckboxField
          name="confirmed"
          value="on"
          label="Tôi ký nháy quyết định này và chịu trách nhiệm về nội dung trình lãnh đạo ký."
        />
      )
    case "sign":
      return (
        <CheckboxField
          name="confirmed"
          value="on"
          label="Tôi đồng ý ký ban hành quyết định này bằng chữ ký số của mình."
          description="Sau khi ký, nội dung văn bản không sửa được nữa."
        />
      )
    case "number":
      return <NumberFields nextNumber={page.nextNumber} />
    case "seal":
      return (
        <CheckboxField
          name="confirmed"
          value="on"
          label={`Ký số của cơ quan lên văn bản đã có chữ ký và số${page.annexFiles.length > 0 ? `, lên ${page.annexFiles.length} tệp phụ lục` : ""}.`}
          description="Mọi tệp được kiểm tra toàn bộ ngay sau khi ký."
        />
      )
    case "issue":
      return (
        <CheckboxField
          name="confirmed"
          value="on"
          label="Phát hành quyết định: công bố danh mục và gửi bản ghi lên các cổng."
          description="Việc phát hành không hoàn tác được; sai sót sau đó xử lý bằng điều chỉnh, đính chính hoặc thu hồi."
        />
      )
    case "return":
      return (
        <TextAreaField
          name="reason"
          label="Lý do trả lại"
          {...(page.context.numbered
            ? { description: `Số ${page.context.numbered.number} đã cấp sẽ bỏ, không dùng lại.` }
            : {})}
          required
          autosize
          minRows={3}
        />
      )
    case "erratum":
      return (
        <>
          <TextField name="letter" label="Công văn đính chính (số, ký hiệu)" required />
          <TextAreaField name="text" label="Nội dung đính chính" required autosize minRows={3} />
        </>
      )
    case "recall":
      return (
        <>
          <TextAreaField name="reason" label="Lý do thu hồi" required autosize minRows={3} />
          <CheckboxField
            name="confirmed"
            value="on"
            label="Thu hồi quyết định; trang công khai sẽ ghi rõ đã thu hồi."
          />
        </>
      )
    case "archive":
      return <Text>Kết thúc vòng đời của danh mục này; hồ sơ được giữ nguyên.</Text>
  }
}

function ConsolidateFields({ approved, unfinished }: EditionPage["registrations"]) {
  return (
    <>
      <Text>
        {formatNumber(approved)} đăng ký đã phê duyệt sẽ vào danh mục.
        {unfinished > 0 ? ` Còn ${formatNumber(unfinished)} đăng ký chưa phê duyệt sẽ bị để lại.` : ""}
      </Text>
      {unfinished > 0 ? (
        <TextAreaField
          name="leftOutReason"
          label="Lý do chốt khi còn đăng ký chưa phê duyệt"
          description="Ghi vào hồ sơ danh mục."
          required
          autosize
          minRows={2}
        />
      ) : null}
    </>
  )
}

function SubmitFields({ signatories }: Pick<EditionPage, "signatories">) {
  if (signatories.length === 0)
    return <Text>Hôm nay không có lãnh đạo nào giữ thẩm quyền ký. Kiểm tra phân công trước khi trình.</Text>
  return (
    <SelectField
      name="signatoryId"
      label="Trình người ký"
      description="Chỉ gồm lãnh đạo UBND tỉnh giữ thẩm quyền ký vào hôm nay."
      required
      data={[
        { value: "", label: "– Chọn người ký –" },
        ...signatories.map(({ personId, position, fullName }) => ({
          value: personId,
          label: `${positionInText(position)} ${fullName}`,
        })),
      ]}
    />
  )
}

function NumberFields({ nextNumber }: Pick<EditionPage, "nextNumber">) {
  return (
    <TextField
      name="number"
      label={`Số của quyết định${nextNumber ? ` (…/${nextNumber.symbol})` : ""}`}
      description={
        nextNumber
          ? `Số tiếp theo trong sổ là ${nextNumber.number}; ghi số lớn hơn nếu đã cấp số ngoài hệ thống. Ngày văn bản: ${formatDay(nextNumber.day)}.`
          : undefined
      }
      inputMode="numeric"
      required
      maw={360}
    />
  )
}

const WORK: Partial<Record<EditionIntent, string>> = {
  consolidate: "Đang chốt danh mục…",
  checkForm: "Đang kiểm tra từng dòng…",
  submit: "Đang vẽ văn bản và kiểm tra thể thức…",
  sign: "Đang ký số…",
  number: "Đang ghi số, ngày vào văn bản…",
  seal: "Đang ký số cơ quan và kiểm tra văn bản…",
  issue: "Đang phát hành và chuẩn bị bản ghi gửi các cổng…",
}

/** Says what the wait is for; drawing and signing a thousand rows takes a while. */
function Progress({ intent }: { intent: EditionIntent }) {
  const { state, formData } = useNavigation()
  const isMine = state !== "idle" && formData?.get("intent") === intent
  return (
    <Text role="status" size="sm">
      {isMine ? (WORK[intent] ?? "Đang ghi nhận…") : ""}
    </Text>
  )
}
