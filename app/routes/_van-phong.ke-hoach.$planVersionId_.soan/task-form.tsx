import { Group, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { BOUND_ACT_LABELS, TASK_MEASURE_LABELS, TASK_NEED_LABELS } from "#models/plan/task-way.ts"
import type { DraftTask, Understood } from "#workflows/screens/plan-draft-page.server.ts"
import { DRAFT_FORMS } from "../../components/plans/draft-schemas.ts"
import { HiddenField, SelectField, TextAreaField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import { paths } from "../../http/paths.ts"
import { type DraftAnswer, revisionOf } from "./head-forms.tsx"
import { UnderstoodLines } from "./part-tasks.tsx"

type TaskFormProps = {
  /** Null: a new one, of `part`. */
  task: DraftTask | null
  part: string
  parts: readonly { number: string; heading: string; tasks: readonly DraftTask[] }[]
  groups: readonly string[]
  revision: number
  planId: string
  answer: (NonNullable<DraftAnswer> & { seen: Understood | null }) | undefined
}

export const TASK_FORM = "nhiem-vu"

const EMPTY = { number: "", text: "", leads: "", coordinating: "", due: "", product: "", note: "" }
const choices = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

/** One task of the draft as it is written; how it would be read is shown before it is saved, if asked. */
export function TaskForm({ task, part, parts, groups, revision, planId, answer }: TaskFormProps) {
  const own = parts.find(({ number }) => number === part)
  const fresh = { ...EMPTY, number: own ? `${part}.${own.tasks.length + 1}` : "" }
  const values = {
    ...(task?.cells ?? fresh),
    place: task?.place ?? "",
    part: task?.part ?? part,
    act: task?.way.act ?? "",
    needs: task?.way.needs ?? "ANY",
    measure: task?.way.measure ?? "",
    ...answer?.values,
  }
  const title = task ? `Sửa nhiệm vụ ${task.cells.number}` : "Thêm nhiệm vụ"
  return (
    <section aria-labelledby="mot-nhiem-vu">
      <Title order={2} id="mot-nhiem-vu" mb="xs">
        {title}
      </Title>
      <ZodForm
        schema={DRAFT_FORMS.task}
        label={title}
        errors={answer?.errors}
        id={TASK_FORM}
        defaultValues={{ ...values, intent: undefined, revision: revisionOf(answer, revision) }}
      >
        <HiddenField name="revision" />
        <HiddenField name="place" />
        <SelectField
          name="part"
          label="Phần"
          maw={560}
          data={[
            { value: "", label: "Chưa thuộc phần nào" },
            ...parts.map(({ number, heading }) => ({ value: number, label: `${number}. ${heading}` })),
          ]}
        />
        <TextField name="number" label="Số thứ tự" required maw={160} />
        <TextAreaField name="text" label="Nội dung công việc" required autosize minRows={2} maw={720} />
        <TextAreaField
          name="leads"
          label="Cơ quan chủ trì"
          description={`Tên cơ quan hoặc nhóm, cách nhau bằng dấu chấm phẩy. Nhóm: ${groups.slice(0, 6).join("; ")}.`}
          autosize
          minRows={1}
          maw={720}
        />
        <TextAreaField name="coordinating" label="Cơ quan phối hợp" autosize minRows={1} maw={720} />
        <TextField
          name="due"
          label="Thời gian thực hiện"
          description="Ghi bằng chữ như trong kế hoạch: «Hoàn thành tháng 4/2023», «Quý III/2023», «Thường xuyên», «Hằng năm, tháng 5»."
          maw={560}
        />
        <TextField name="product" label="Sản phẩm" maw={560} />
        <TextField name="note" label="Ghi chú" maw={560} />
        <SelectField
          name="needs"
          label="Minh chứng cần có khi báo cáo"
          maw={560}
          data={choices(TASK_NEED_LABELS)}
        />
        <SelectField
          name="act"
          label="Tự hoàn thành khi"
          maw={560}
          data={[{ value: "", label: "Không, đơn vị tự báo cáo" }, ...choices(BOUND_ACT_LABELS)]}
        />
        <SelectField
          name="measure"
          label="Chỉ tiêu phần trăm đếm theo sổ trang, hệ thống"
          maw={560}
          data={[{ value: "", label: "Không" }, ...choices(TASK_MEASURE_LABELS)]}
        />
        {answer?.seen ? (
          <div role="status">
            <Text fw={600}>Chưa lưu. Hệ thống hiểu nhiệm vụ này như sau:</Text>
            <UnderstoodLines
              understood={answer.seen}
              written={{
                leads: String(answer.values["leads"] ?? ""),
                coordinating: String(answer.values["coordinating"] ?? ""),
                due: String(answer.values["due"] ?? ""),
              }}
            />
          </div>
        ) : null}
        <Group>
          <SubmitButton name="intent" value="task">
            Lưu nhiệm vụ
          </SubmitButton>
          <SubmitButton name="intent" value="preview" variant="default">
            Xem cách hiểu
          </SubmitButton>
          <Link to={paths.planDraft(planId)}>Quay lại, không lưu</Link>
        </Group>
      </ZodForm>
    </section>
  )
}
