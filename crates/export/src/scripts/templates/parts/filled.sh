
# What was exported stays beside it, for start.sh to compare.
cp "$exported" "$home/$config_file.exported"
