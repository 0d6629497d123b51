import { SimpleGrid, Stack, Text, Title } from "@mantine/core"
import type { CalendarYear } from "#models/reference/calendar-year.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { CampaignPlan, usualDeadlines } from "#workflows/campaign/campaign-plan.ts"
import { CheckboxField, DateField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, useRefusal, ZodForm } from "../../forms/zod-form.tsx"

/** Opens the review of a year; the dates of the province's plan are filled in. */
export function OpenCampaign({ today, calendar }: { today: IsoDay; calendar: CalendarYear | null }) {
  const { errors, values } = useRefusal()
  const year = Number(today.slice(0, 4))
  return (
    <Stack component="section" gap="sm" maw={760} aria-labelledby="mo-dot">
      <Title order={2} id="mo-dot">
        Mở đợt rà soát
      </Title>
      <Text c="dimmed">
        Mỗi dịch vụ đang có trong sổ thủ tục sẽ có một phiếu đăng ký, kèm mức độ gợi ý theo quy định có hiệu
        lực hôm nay. Việc này có thể mất vài giây.
      </Text>
      <ZodForm
        schema={CampaignPlan}
        errors={errors}
        label="Mở đợt rà soát"
        defaultValues={{
          year,
          name: `Rà soát, công bố danh mục dịch vụ công trực tuyến năm ${year}`,
          ...usualDeadlines(year),
          ...daysOf(calendar),
          ...values,
        }}
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextField name="year" label="Năm" inputMode="numeric" required />
          {errors?.yearAgain ? (
            <TextField name="yearAgain" label="Gõ lại năm" inputMode="numeric" required />
          ) : null}
          <TextField name="name" label="Tên đợt" required />
          <DateField name="registerBy" label="Hạn đơn vị đăng ký" required />
          <DateField name="appraiseBy" label="Hạn thẩm định, phê duyệt" required />
          <DateField name="announceBy" label="Hạn công bố danh mục" required />
          <DateField name="publishBy" label="Hạn công khai trên các cổng" required />
        </SimpleGrid>
        <CheckboxField
          name="numberFirst"
          label="Cấp số quyết định trước khi lãnh đạo ký"
          description="Bỏ trống nếu cơ quan cấp số sau khi ký (thông lệ)."
        />
        <CheckboxField
          name="initials"
          label="Chánh Văn phòng ký nháy quyết định trước khi lãnh đạo ký"
          description="Chữ ký số nhỏ ở cuối phần nội dung; bỏ trống nếu cơ quan không ký nháy."
        />
        <CheckboxField
          name="annexesApart"
          label="Mỗi phụ lục của quyết định là một tệp riêng"
          description="Cơ quan ký số thêm vào từng tệp phụ lục; bỏ trống để phụ lục nằm chung tệp với quyết định."
        />
        <SubmitButton>Mở đợt rà soát</SubmitButton>
      </ZodForm>
    </Stack>
  )
}

const daysOf = (calendar: CalendarYear | null) => {
  if (!calendar) return {}
  const { registerBy, appraiseBy, announceBy, publishBy } = calendar
  return { registerBy, appraiseBy, announceBy, publishBy }
}
