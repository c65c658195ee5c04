"""`news.raw` to `news.articles` or `news.rejected`: decode what feeds send, clean and validate it, publish it."""
