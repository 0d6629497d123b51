import { List, Stack, Text } from "@mantine/core"
import type { useLoaderData } from "@remix-run/react"
import { z } from "zod"
import type { PersonsFile } from "#workflows/screens/personal-file.server.ts"
import { HiddenField, TextAreaField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import { Notice } from "../catalogue/facts.tsx"
import { Instant } from "../values.tsx"

const reasonFor = (what: string, shortest: number) =>
  z.string().trim().min(shortest, `${what} (ít nhất ${shortest} ký tự).`).max(1000)
export const AskNumber = z.object({
  intent: z.literal("askNumber"),
  signedAt: z.string().max(40),
  reason: reasonFor("Ghi rõ lý do, căn cứ số đã đổi", 10),
})
export const ConfirmNumber = z.object({ intent: z.literal("confirmNumber"), askedAt: z.string().max(40) })
export const RefuseNumber = z.object({
  intent: z.literal("refuseNumber"),
  askedAt: z.string().max(40),
  reason: reasonFor("Ghi vì sao không cho dùng số mới", 5),
})

type Answer = { errors?: Record<string, string[]>; values?: Record<string, unknown> } | undefined
type File = ReturnType<typeof useLoaderData<() => Promise<PersonsFile>>>
type Shown = File["signerNumber"]
type Asked = File["numberAsked"]
type SignerNumberProps = {
  shown: Shown
  asked: Asked
  me: string
  mayAsk: boolean
  mayConfirm: boolean
  answer: Answer
}

/** What a person's next signature is compared with; one asks that it may be of another number, another confirms or refuses. */
export function SignerNumber({ shown, asked, me, mayAsk, mayConfirm, answer }: SignerNumberProps) {
  const { last, renewedAt, unreadable, unsaidAt } = shown
  const compared = last ?? unreadable
  return (
    <Stack gap="md" maw={720}>
      {renewedAt ? (
        <Text>
          Đã cho dùng số định danh mới lúc <Instant at={renewedAt} />.
        </Text>
      ) : null}
      {last ? (
        <Text>
          Chữ ký lúc <Instant at={last.at} /> do chứng thư mang số {last.shown.join(", ")}. Chữ ký sau mang số
          khác bị từ chối vì có thể là chứng thư của người trùng tên.
        </Text>
      ) : unreadable ? null : (
        <Text>
          Chưa có chữ ký nào mang số định danh để đối chiếu. Chữ ký kế tiếp có số được nhận và thành số đối
          chiếu.
        </Text>
      )}
      {unreadable ? (
        <Text>
          Chữ ký lúc <Instant at={unreadable.at} />: không đọc được. {unreadable.why}
          {last
            ? ""
            : " Chữ ký kế tiếp mang số bị từ chối, cho đến khi đọc được hoặc được dùng số định danh mới."}
        </Text>
      ) : null}
      {unsaidAt ? (
        <Text>
          Lúc <Instant at={unsaidAt} /> người này ký bằng chứng thư không ghi số định danh, dù chữ ký trước có
          số: không đối chiếu được. Kiểm tra chứng thư đó có phải của người này.
        </Text>
      ) : null}
      {asked ? <Waiting asked={asked} me={me} mayConfirm={mayConfirm} answer={answer} /> : null}
      {compared && mayAsk && !asked ? <Ask signedAt={compared.at} answer={answer} /> : null}
    </Stack>
  )
}

const errorsOf = (answer: Answer, intent: string) =>
  answer?.values?.["intent"] === intent ? { errors: answer.errors, values: answer.values } : {}

function Ask({ signedAt, answer }: { signedAt: Date; answer: Answer }) {
  const { errors, values } = errorsOf(answer, "askNumber")
  return (
    <ZodForm
      schema={AskNumber}
      label="Đề nghị cho dùng số định danh mới"
      errors={errors}
      defaultValues={{
        reason: "",
        ...values,
        intent: "askNumber",
        signedAt: new Date(signedAt).toISOString(),
      }}
    >
      <HiddenField name="intent" />
      <HiddenField name="signedAt" />
      <Text>
        Khi số của người này đã đổi thật (ví dụ từ CMND sang CCCD). Người thứ hai có quyền xác nhận đồng ý thì
        số mới mới dùng được; đến lúc đó chữ ký mang số khác vẫn bị từ chối.
      </Text>
      <Effect />
      <TextAreaField
        name="reason"
        label="Lý do, căn cứ"
        description="Nằm trong nhật ký mãi mãi: không ghi họ tên, không ghi số."
        required
        autosize
        minRows={2}
      />
      <SubmitButton>Đề nghị cho dùng số định danh mới</SubmitButton>
    </ZodForm>
  )
}

type WaitingProps = { asked: NonNullable<Asked>; me: string; mayConfirm: boolean; answer: Answer }

function Waiting({ asked, me, mayConfirm, answer }: WaitingProps) {
  const askedAt = new Date(asked.at).toISOString()
  const refusal = errorsOf(answer, "refuseNumber")
  const isMine = asked.by === me
  return (
    <>
      <Notice tone="quiet" title={`${asked.byName} đề nghị cho dùng số định danh mới`}>
        <Instant at={asked.at} />: {asked.reason}
      </Notice>
      {isMine || !mayConfirm ? (
        <Text>Người thứ hai có quyền xác nhận đồng ý mới dùng được số mới.</Text>
      ) : (
        <ZodForm
          schema={ConfirmNumber}
          label="Cho dùng số định danh mới"
          errors={errorsOf(answer, "confirmNumber").errors}
          defaultValues={{ intent: "confirmNumber", askedAt }}
        >
          <HiddenField name="intent" />
          <HiddenField name="askedAt" />
          <Effect />
          <SubmitButton>Xác nhận cho dùng số định danh mới</SubmitButton>
        </ZodForm>
      )}
      {mayConfirm ? (
        <ZodForm
          schema={RefuseNumber}
          label={isMine ? "Rút đề nghị" : "Không cho dùng số định danh mới"}
          errors={refusal.errors}
          defaultValues={{ reason: "", ...refusal.values, intent: "refuseNumber", askedAt }}
        >
          <HiddenField name="intent" />
          <HiddenField name="askedAt" />
          <TextAreaField
            name="reason"
            label={isMine ? "Lý do rút" : "Lý do không cho"}
            description="Nằm trong nhật ký mãi mãi: không ghi họ tên, không ghi số."
            required
            autosize
            minRows={2}
          />
          <SubmitButton variant="default">
            {isMine ? "Rút đề nghị" : "Không cho dùng số định danh mới"}
          </SubmitButton>
        </ZodForm>
      ) : null}
    </>
  )
}

/** What follows from it, before anybody asks or confirms. */
function Effect() {
  return (
    <>
      <Text>Sau khi được xác nhận:</Text>
      <List>
        <List.Item>chữ ký kế tiếp của người này được nhận với mọi số, rồi số đó thành số đối chiếu</List.Item>
        <List.Item>văn bản đã ký giữ nguyên</List.Item>
        <List.Item>người này nhận thông báo; nhật ký ghi ai đề nghị, ai xác nhận, lý do</List.Item>
      </List>
    </>
  )
}
