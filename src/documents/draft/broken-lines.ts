/**
 * How a line of a cell shows that the cell goes on below it.
 *
 * @module
 */

/** A cell that ends in one of these goes on in the next line. */
export const DANGLING =
  /(?:^|\s)(?:ngày|tháng|năm|quý|số|từ|đến|trước|sau|trong|của|và|các|những|cho|với|về|tại|theo|là|hoặc|vào|kế|hết|[Cc]hậm nhất|[Mm]uộn nhất|[Dd]ự kiến|[Cc]huyên|[Ss]inh|[Tt]hảo|[Qq]uán|Quý|Tháng|Ngày|Từ|Trước|Trong)$|[,/–-]$/u;
