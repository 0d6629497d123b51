import { Text } from "@mantine/core"

/** Said beside every field that takes files for colleagues to read. */
export function NoCitizensPapers() {
  return (
    <Text size="sm">
      Chỉ gửi văn bản của cơ quan. Không gửi giấy tờ, hồ sơ của người dân: căn cước, hộ tịch, sổ đất, đơn.
    </Text>
  )
}
