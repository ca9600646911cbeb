"""The local page on which a person looks at an edition before it is published."""

from pipeline.review.content import ReviewContent, review_content
from pipeline.review.page import review_page
from pipeline.review.pictures import Picture, page_pictures

__all__ = ("Picture", "ReviewContent", "page_pictures", "review_content", "review_page")
